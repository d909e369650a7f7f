// tests/golden/schema_check.js: the schema, held to a validator that is not ours.
//
//   node schema_check.js PROGRAM TOP FOLDER
//
// Ajv, from npm, must accept every scenario that the program accepts, and reject the broken ones of
// diagnostics/, but for those that no schema can reject. YAML is read as in an editor, by version 1.2,
// and by 1.1, where `yes` is a boolean. FOLDER holds the packages (tools/prepare fetches them); where
// it does not, there is nothing to be tested, which code 77 says.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");

const [program, top, folder] = process.argv.slice(2);
let Ajv;
let yaml;
try {
  Ajv = require(path.join(folder, "node_modules", "ajv"));
  yaml = require(path.join(folder, "node_modules", "yaml"));
} catch {
  console.log("ajv and yaml are not there: nothing is tested");
  process.exit(77);
}

// What a schema cannot see, by the reason.
const beyondASchema = {
  hours: ["across_midnight", "closed_for_good", "never_admitted", "never_present", "never_together",
    "no_whole_slots", "overlapping_hours", "starts_never", "visit_too_long"],
  sums: ["book_too_fine", "fractions_too_fine", "gridlock", "reserve_too_much"],
  names: ["economics_days_open", "goals", "facts_of_later_courses", "facts_without_response", "not_fit_for_screening",
    "reserve_claims", "reserve_of_one_name", "with_visits"],
  files: ["csv_columns", "csv_rows", "diary", "in_course_file", "no_csv", "waiting_file"],
  combinations: ["cycles", "economics_of_nothing", "extended_single", "others", "replications", "starts_of_none"],
  endings: ["never_empty", "only_extended", "round_and_round"],
  variants: ["variants_alone"],
};
const reasons = new Map(
  Object.entries(beyondASchema).flatMap(([why, names]) => names.map((name) => [name, why])));

// `strict` finds mistakes of the schema itself; numbers and text in one place are meant.
const ajv = new Ajv({ strict: true, strictTuples: false, strictTypes: false, strictRequired: false });
const accepts = ajv.compile(JSON.parse(execFileSync(program, ["schema"], { encoding: "utf8" })));

// Nothing for what is no YAML at all.
function parsed(file, version) {
  try {
    // In an editor dates are text, under either version.
    const customTags = (tags) => tags.filter((tag) => tag !== "timestamp" && !/timestamp/.test(tag.tag));
    const document = yaml.parseDocument(fs.readFileSync(file, "utf8"), { version, customTags });
    if (document.errors.length > 0) return undefined;
    // Keys are text too: `on` is no boolean.
    yaml.visit(document, { Pair: (_, { key }) => { key.value = String(key.source ?? key.value); } });
    return document.toJS();
  } catch {
    return undefined;
  }
}

function yamlFiles(where) {
  return fs.readdirSync(where, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(where, entry.name);
    if (entry.isDirectory()) return yamlFiles(file);
    return file.endsWith(".yaml") ? [file] : [];
  });
}

let checked = 0;
const complaints = [];
function check(file, version, wanted, why) {
  const tree = parsed(file, version);
  const accepted = tree !== undefined && accepts(tree);
  ++checked;
  if (accepted === wanted) return;
  const first = accepted ? "" : tree === undefined ? "no YAML" : ajv.errorsText(accepts.errors.slice(0, 3));
  complaints.push(`${path.relative(top, file)}, YAML ${version}: ${why}. ${first}`);
}

for (const version of ["1.2", "1.1"]) {
  for (const file of yamlFiles(path.join(top, "scenarios")))
    check(file, version, true, "the schema rejects a good scenario");
}
// Those in folders below are parts of others.
const diagnostics = path.join(top, "tests", "golden", "diagnostics");
for (const file of yamlFiles(diagnostics).filter((each) => path.dirname(each) === diagnostics)) {
  const name = path.basename(file, ".yaml");
  const isBroken = / error: /.test(fs.readFileSync(file.replace(/yaml$/, "txt"), "utf8"));
  if (!isBroken) {
    check(file, "1.2", true, "the schema rejects what is only warned of");
  } else if (reasons.has(name)) {
    check(file, "1.2", true, `"${reasons.get(name)}" is wrong: the schema rejects it`);
  } else {
    check(file, "1.2", false, "the schema accepts a broken scenario");
  }
  reasons.delete(name);
}
for (const name of reasons.keys()) complaints.push(`there is no ${name}.yaml`);
if (checked < 100) complaints.push(`only ${checked} files were found`);

for (const complaint of complaints) console.log(complaint);
process.exit(complaints.length > 0 ? 1 : 0);
