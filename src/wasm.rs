//! The only module that uses JavaScript: the `Engine` class over [`Session`]. It contains no logic: values
//! are passed as plain objects (`www/lib/index.d.ts`), and errors are thrown as `{code, message, place}`.

use crate::plain::Plain;
use crate::report::{VERSION, summary_text, words_json};
use crate::session::{Claim, Comparing, Options, Reconciling, Session};
use crate::{Error, ErrorCode};
use js_sys::{Date, Error as JsError, Function, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use sha2::Digest;
use wasm_bindgen::prelude::*;

/// Bytes copied at once from a chunk. It limits how much of a file is kept in memory.
const STEP: u32 = 1 << 18;

/// A dataset of dossiers: files in, answers out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    session: Session,
    comparing: Option<Comparing>,
    reconciling: Option<Reconciling>,
    progress: Option<Function>,
    file: String,
    size: u64,
    read: u64,
}

#[wasm_bindgen]
impl Engine {
    /// Creates an empty engine. `today` defaults to the host's current day.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "any")] options: JsValue,
    ) -> Result<Engine, JsValue> {
        let progress = Reflect::get(&options, &"onProgress".into()).ok().and_then(|f| f.dyn_into().ok());
        let mut options: Options = given(plain(options))?;
        options.today = options.today.or_else(|| Some(host_day()));
        let session = Session::new(options).map_err(thrown)?;
        Ok(Self {
            session,
            comparing: None,
            reconciling: None,
            progress,
            file: String::new(),
            size: 0,
            read: 0,
        })
    }

    /// Begins a file; `encoding` overrides the detected encoding.
    pub fn begin(&mut self, name: String, size: Option<f64>, encoding: Option<String>) {
        self.session.begin_in(&name, encoding.as_deref());
        (self.file, self.size, self.read) = (name, size.unwrap_or(0.0) as u64, 0);
    }

    /// Reads the next bytes and reports progress. False once an error has stopped the reading of the file.
    pub fn push(&mut self, chunk: &Uint8Array) -> bool {
        let length = chunk.length();
        for start in (0..length).step_by(STEP as usize) {
            let step = chunk.subarray(start, length.min(start.saturating_add(STEP)));
            self.session.fill(step.length() as usize, &mut |room| step.copy_to(room));
        }
        self.read += u64::from(length);
        if let Some(progress) = &self.progress {
            let (bytes_read, bytes_total, rows) = (self.read, self.size, self.session.rows());
            let report = Progress { file: &self.file, bytes_read, bytes_total, rows };
            // An exception in the listener must not stop the reading.
            drop(given_back(&report).map(|report| progress.call1(&JsValue::NULL, &report)));
        }
        !self.session.has_failed()
    }

    /// Rows of the current file read so far.
    pub fn rows(&self) -> f64 {
        self.session.rows() as f64
    }

    /// Ends the file: `FileReport[]`.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        given_back(&self.session.finish())
    }

    /// Ends the file and returns its result as bytes for another engine's `absorb`.
    #[wasm_bindgen(js_name = handOver)]
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        self.session.hand_over()
    }

    /// Adds the result of another engine's `handOver`. Returns `FileReport[]`, as `finish` does.
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<JsValue, JsValue> {
        given_back(&self.session.absorb(bytes).map_err(thrown)?)
    }

    /// Records a file that could not be read, with its error code, so that lists and exports mention it.
    /// Returns `FileReport[]`.
    #[wasm_bindgen(js_name = noteUnread)]
    pub fn note_unread(&mut self, name: &str, code: JsValue) -> Result<JsValue, JsValue> {
        let code = given::<Option<ErrorCode>>(code)?.unwrap_or(ErrorCode::UnreadableFile);
        given_back(&self.session.note_unread(name, code))
    }

    /// Moves the last `count` reports to index `to`.
    #[wasm_bindgen(js_name = moveLast)]
    pub fn move_last(&mut self, count: usize, to: usize) -> Result<(), JsValue> {
        self.session.move_last(count, to).map_err(thrown)
    }

    /// Returns `HeaderReading[]`: the header in each encoding, from a file's first bytes. `row` is the
    /// header's row number, 0 if not found.
    pub fn readings(sample: &[u8], row: u32) -> Result<JsValue, JsValue> {
        given_back(&crate::session::readings(sample, row))
    }

    /// Returns the current `FileReport[]` of all files.
    pub fn files(&self) -> Result<JsValue, JsValue> {
        given_back(&self.session.files())
    }

    /// Returns the `Rules` of a query that states none.
    pub fn rules(&self) -> Result<JsValue, JsValue> {
        given_back(&self.session.default_rules())
    }

    /// Stores a mapping for tables that are read from now on.
    #[wasm_bindgen(js_name = setMapping)]
    pub fn set_mapping(&mut self, mapping: JsValue) -> Result<(), JsValue> {
        self.session.set_mapping(given(mapping)?);
        Ok(())
    }

    /// Changes which of several rows with one code counts; default "newest".
    #[wasm_bindgen(js_name = setDuplicates)]
    pub fn set_duplicates(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] rule: JsValue,
    ) -> Result<(), JsValue> {
        self.session.set_duplicates(given(rule)?);
        Ok(())
    }

    /// Changes the names of units, from `UnitNames`.
    #[wasm_bindgen(js_name = setUnits)]
    pub fn set_units(&mut self, units: JsValue) -> Result<(), JsValue> {
        self.session.set_units(given(units)?).map_err(thrown)
    }

    /// Returns `MergedUnit[]`: units whose spellings were merged.
    pub fn merged(&self) -> Result<JsValue, JsValue> {
        given_back(&self.session.merged())
    }

    /// Removes a file.
    pub fn remove(&mut self, file: usize) -> Result<(), JsValue> {
        self.session.remove(file).map_err(thrown)
    }

    /// Returns the `Summary` of a query.
    pub fn summarize(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        read_back(&self.summary_json(query)?)
    }

    /// Returns the `Summary` of a query as JSON in UTF-8, for posting to another thread: copying bytes costs
    /// less than copying objects.
    #[wasm_bindgen(js_name = summaryJson)]
    pub fn summary_json(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<Vec<u8>, JsValue> {
        summary_text(&self.session.summarize(&given(query)?).map_err(thrown)?).map_err(unwritten)
    }

    /// Returns the `DossierPage` of a query.
    pub fn dossiers(&self, query: JsValue) -> Result<JsValue, JsValue> {
        given_back(&self.session.dossiers(&given(query)?).map_err(thrown)?)
    }

    /// Returns the `DossierPage` of a query as JSON in UTF-8.
    #[wasm_bindgen(js_name = dossiersJson)]
    pub fn dossiers_json(&self, query: JsValue) -> Result<Vec<u8>, JsValue> {
        serde_json::to_vec(&self.session.dossiers(&given(query)?).map_err(thrown)?).map_err(unwritten)
    }

    /// Returns the `Signs` of a query as JSON in UTF-8.
    #[wasm_bindgen(js_name = signsJson)]
    pub fn signs_json(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<Vec<u8>, JsValue> {
        serde_json::to_vec(&self.session.signs(&given(query)?).map_err(thrown)?).map_err(unwritten)
    }

    /// Compares two groups of files, by their numbers: `Comparison`.
    pub fn compare(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number[]")] before: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number[]")] after: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (before, after): (Vec<usize>, Vec<usize>) = (given(before)?, given(after)?);
        given_back(&self.session.compare(&before, &after, &given(query)?).map_err(thrown)?)
    }

    /// Begins a comparison in steps, and returns their number. Nothing may be changed until it ends.
    #[wasm_bindgen(js_name = beginCompare)]
    pub fn begin_compare(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number[]")] before: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number[]")] after: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<usize, JsValue> {
        let (before, after): (Vec<usize>, Vec<usize>) = (given(before)?, given(after)?);
        let comparing = self.session.begin_compare(&before, &after, &given(query)?).map_err(thrown)?;
        let steps = comparing.steps();
        self.comparing = Some(comparing);
        Ok(steps)
    }

    /// Does one step of the comparison. Returns false if nothing was left to do.
    #[wasm_bindgen(js_name = stepCompare)]
    pub fn step_compare(&mut self) -> bool {
        self.comparing.as_mut().is_some_and(|comparing| comparing.step(&self.session))
    }

    /// Ends the comparison: its `Comparison` as JSON in UTF-8, or nothing if none was begun.
    #[wasm_bindgen(js_name = endCompare)]
    pub fn end_compare(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(comparing) = self.comparing.take() else { return Ok(None) };
        let comparison = comparing.finish(&self.session).map_err(thrown)?;
        serde_json::to_vec(&comparison).map(Some).map_err(unwritten)
    }

    /// Finds the ways of counting that give published figures: `ReconciledUnit[]`, from `Claim[]`.
    pub fn reconcile(
        &self,
        #[wasm_bindgen(unchecked_param_type = "any[]")] claims: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let claims: Vec<Claim> = given(claims)?;
        given_back(&self.session.reconcile(&claims, &given(query)?).map_err(thrown)?)
    }

    /// Returns the `Claim[]` that summaries beside dossiers make.
    pub fn claims(&self) -> Result<JsValue, JsValue> {
        given_back(&self.session.claims())
    }

    /// Begins a reconciliation in steps, and returns their number. Nothing may be changed until it ends.
    #[wasm_bindgen(js_name = beginReconcile)]
    pub fn begin_reconcile(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "any[]")] claims: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<usize, JsValue> {
        let claims: Vec<Claim> = given(claims)?;
        let reconciling = self.session.begin_reconcile(&claims, &given(query)?).map_err(thrown)?;
        let steps = reconciling.steps();
        self.reconciling = Some(reconciling);
        Ok(steps)
    }

    /// Does one step of the reconciliation. Returns false if nothing was left to do.
    #[wasm_bindgen(js_name = stepReconcile)]
    pub fn step_reconcile(&mut self) -> bool {
        self.reconciling.as_mut().is_some_and(|reconciling| reconciling.step(&self.session))
    }

    /// Ends the reconciliation: its `ReconciledUnit[]` as JSON in UTF-8, or nothing if none was begun.
    #[wasm_bindgen(js_name = endReconcile)]
    pub fn end_reconcile(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reconciling) = self.reconciling.take() else { return Ok(None) };
        serde_json::to_vec(&reconciling.finish()).map(Some).map_err(unwritten)
    }

    /// Ends the reconciliation: the workbook that `export` makes of the same query, or nothing if none was
    /// begun.
    #[wasm_bindgen(js_name = endReconcileBook)]
    pub fn end_reconcile_book(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "any")] query: JsValue,
    ) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reconciling) = self.reconciling.take() else { return Ok(None) };
        let found = reconciling.finish();
        self.session.export_reconciled(&found, &given(query)?).map(Some).map_err(thrown)
    }

    /// Returns the answer to a query as a file.
    pub fn export(
        &self,
        kind: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "any")] query: JsValue,
    ) -> Result<Uint8Array, JsValue> {
        let bytes = self.session.export(kind, &given(query)?).map_err(thrown)?;
        Ok(Uint8Array::from(bytes.as_slice()))
    }
}

/// The version of hoso.
#[wasm_bindgen]
pub fn version() -> String {
    VERSION.to_owned()
}

/// What issues, rules and errors mean, in both languages, as JSON in UTF-8: the texts that exports use.
#[wasm_bindgen]
pub fn words() -> Vec<u8> {
    words_json().into_bytes()
}

/// Incremental SHA-256 of a file; the browser's own function accepts only the whole content at once.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Sha256(sha2::Sha256);

#[wasm_bindgen]
impl Sha256 {
    /// Creates the hash of empty input.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hashes the next bytes.
    pub fn push(&mut self, chunk: &[u8]) {
        self.0.update(chunk);
    }

    /// Returns the hash of all bytes so far, in hex.
    pub fn hex(&self) -> String {
        self.0.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The argument of `onProgress`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Progress<'a> {
    file: &'a str,
    bytes_read: u64,
    bytes_total: u64,
    rows: u64,
}

/// Deserialises a value from JavaScript; undefined or null gives the default.
fn given<T: DeserializeOwned + Default>(value: JsValue) -> Result<T, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    // Through one intermediate type: each type read directly would add a deserialiser to the module.
    let value: Plain = serde_wasm_bindgen::from_value(value).map_err(|error| thrown(Error::custom(error)))?;
    value.read().map_err(thrown)
}

/// Converts to plain objects through JSON text, which the host parses much faster than fields can be set.
fn given_back(value: &impl Serialize) -> Result<JsValue, JsValue> {
    read_back(&serde_json::to_vec(value).map_err(unwritten)?)
}

fn read_back(text: &[u8]) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(&String::from_utf8_lossy(text))
}

fn unwritten(error: serde_json::Error) -> JsValue {
    JsError::new(&error.to_string()).into()
}

/// A copy of the options without the entries that are not data.
fn plain(options: JsValue) -> JsValue {
    if !options.is_object() {
        return options;
    }
    let copy = js_sys::Object::assign(&js_sys::Object::new(), options.unchecked_ref());
    for name in ["onProgress", "signal"] {
        // Deleting from our own plain copy cannot fail.
        drop(Reflect::delete_property(&copy, &name.into()));
    }
    copy.into()
}

/// A JavaScript Error with our code and place.
fn thrown(error: Error) -> JsValue {
    let thrown = JsError::new(&error.message());
    if let Ok(fields) = given_back(&error) {
        js_sys::Object::assign(&thrown, fields.unchecked_ref());
    }
    thrown.into()
}

/// The local date on the host's clock: "2022-08-19".
fn host_day() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
