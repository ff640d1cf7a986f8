//! Holds JSON against the schemas of `/openapi.json`: as much of JSON Schema as they use, and strictly, so that a key
//! that is answered and not described is a fault.

use serde_json::Value;

pub(crate) struct Schemas<'a>(pub(crate) &'a Value);

impl Schemas<'_> {
    /// Fails where `value` is not what `schema` says; `place` tells where in the answer.
    pub(crate) fn check(&self, schema: &Value, value: &Value, place: &str) {
        if let Err(fault) = self.fault(schema, value, place) {
            panic!("{fault}");
        }
    }

    fn fault(&self, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.0.pointer(name.trim_start_matches('#')).ok_or(format!("{place}: no {name}"))?;
            return self.fault(target, value, place);
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            let faults: Vec<String> = ways.iter().filter_map(|way| self.fault(way, value, place).err()).collect();
            return if faults.len() < ways.len() { Ok(()) } else { Err(faults.join(" and ")) };
        }
        let fits = match schema["type"].as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_u64() || value.is_i64(),
            Some("number") => value.is_number(),
            Some("null") => value.is_null(),
            other => return Err(format!("{place}: the schema has the type {other:?}")),
        };
        let shown = || value.to_string().chars().take(80).collect::<String>();
        if !fits {
            return Err(format!("{place}: {} is no {}", shown(), schema["type"]));
        }
        if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
            return Err(format!("{place}: {} is none of {}", shown(), schema["enum"]));
        }
        if schema["minimum"].as_f64().zip(value.as_f64()).is_some_and(|(least, number)| number < least) {
            return Err(format!("{place}: {} is below {}", shown(), schema["minimum"]));
        }
        if schema["format"] == "date" && value.as_str().is_none_or(|date| date.parse::<jiff::civil::Date>().is_err()) {
            return Err(format!("{place}: {} is no date", shown()));
        }
        for (number, item) in value.as_array().into_iter().flatten().enumerate() {
            self.fault(&schema["items"], item, &format!("{place}[{number}]"))?;
        }
        self.keys(schema, value, place)
    }

    fn keys(&self, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
        let (Some(object), Some(known)) = (value.as_object(), schema["properties"].as_object()) else { return Ok(()) };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            object.get(name).ok_or(format!("{place} has no `{name}`"))?;
        }
        for (name, value) in object {
            let schema = known.get(name).ok_or(format!("{place}.{name} is not described"))?;
            self.fault(schema, value, &format!("{place}.{name}"))?;
        }
        Ok(())
    }
}

#[test]
fn faults_are_found() {
    let document = serde_json::json!({ "s": { "a": {
        "type": "object", "required": ["n"], "properties": { "n": { "type": "integer", "minimum": 0 } }
    } } });
    let schema = serde_json::json!({ "type": "array", "items": { "$ref": "#/s/a" } });
    let check = |value: Value, sound: bool| {
        assert_eq!(Schemas(&document).fault(&schema, &value, "it").is_ok(), sound, "{value}");
    };
    check(serde_json::json!([{ "n": 1 }]), true);
    check(serde_json::json!([{ "n": -1 }]), false);
    check(serde_json::json!([{}]), false);
    check(serde_json::json!([{ "n": 1, "m": 2 }]), false);
    check(serde_json::json!({}), false);
}
