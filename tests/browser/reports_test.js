// tests/browser/reports_test.js: opens reports in a browser, as a manager would, and looks.
//
//   node reports_test.js PROGRAM SCENARIOS PACKAGES
//
// PACKAGES is the folder of node_modules/playwright-core. Exits with 77, which CTest counts as
// skipped, where the browser, its driver or what draws the charts is missing.
"use strict";
const {execFileSync, spawnSync} = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const [program, scenarios, packages] = process.argv.slice(2);
const skip = (why) => { console.log(`skipped: ${why}`); process.exit(77); };
const driver = path.join(packages, "node_modules", "playwright-core");
if (!fs.existsSync(driver)) skip("npm could not fetch playwright-core");
const browser_program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(fs.existsSync);
if (!browser_program) skip("there is no Chromium");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "chairtime_pages_"));
process.on("exit", () => fs.rmSync(folder, {recursive: true, force: true}));
const run = (words) => execFileSync(program, [...words, "--quiet"], {encoding: "utf8", maxBuffer: 1 << 28});
const scenario = (name) => path.join(scenarios, `${name}.yaml`);

let failures = 0;
const check = (holds, what) => { if (!holds) { ++failures; console.log(`FAILED: ${what}`); } };

// What is written in a cell, as "14.6 ± 1.0", is that value rounded to its digits.
const says = (cell, value, what) => {
  const number = String(cell).match(/^[+-]?[\d.]+/);
  if (value === undefined || value === null) return check(false, `${what}: no such figure`);
  if (!number) return check(false, `${what}: '${cell}' is no number, should be ${value}`);
  const decimals = (number[0].split(".")[1] || "").length;
  check(Math.abs(parseFloat(number[0]) - value) <= 0.5001 * 10 ** -decimals, `${what}: '${cell}' should be ${value}`);
};

// --- what each page has to say, by figures that the program gives in another way

const rows_of = (page, id) => page.$$eval(`[id="${id}"] > details table tr`, (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
const table_of_section = (page, id) => page.$$eval(`#${id} > .scroll table tr`, (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
const days = {Mon: "mon", Tue: "tue", Wed: "wed", Thu: "thu", Fri: "fri", Sat: "sat", Sun: "sun"};

const tiles_say = async (page, metrics) => {
  const named = {"Courses completed": "courses_completed", "Wait to first infusion, mean": "wait_to_first_infusion.mean",
    "Started within 14 days of referral": "started_within[14 days]", "Responding at the end of the course": "responders.share",
    "Overtime a day, mean": "overtime_per_day.mean"};
  const tiles = await page.$$eval(".tile", (all) => all.map((tile) => [tile.querySelector("dt").textContent, tile.querySelector(".mean").textContent]));
  check(tiles.length >= 4, "four tiles at least");
  for (const [words, mean] of tiles) says(mean, metrics[named[words] || `utilisation[${words.replace("In use: ", "")}]`]?.mean, `tile '${words}'`);
};

const run_says = (words) => async (page) => {
  const {metrics} = JSON.parse(run([...words, "--format", "json"]));
  await tiles_say(page, metrics);
  for (const [infusion, retention, responding] of (await rows_of(page, "by-infusion")).slice(1)) {
    if (infusion !== "1") says(retention, metrics[`retention[infusion=${infusion}]`]?.mean, `retention ${infusion}`);
    if (responding) says(responding, metrics[`responding[infusion=${infusion}]`]?.mean, `responding ${infusion}`);
  }
  const causes = (await rows_of(page, "causes")).slice(1);
  for (const [cause, wait] of causes) says(wait, metrics[`wait_to_first_infusion[cause=${cause}].mean`]?.mean, `cause ${cause}`);
  const heats = await page.$$eval("figure[id^=use-]", (all) => all.map((figure) => figure.id));
  check(heats.length > 0, "there is a chart of use by hour");
  for (const id of heats) {
    const resource = decodeURIComponent(id.slice(4).replace(/\.(..)/g, "%$1"));
    for (const [when, , used] of (await rows_of(page, id)).slice(1)) {
      const [day, hour] = when.split(/[ :]/);
      says(used, metrics[`utilisation[${resource},weekday=${days[day]},hour=${hour}]`]?.mean, `${id} ${when}`);
    }
  }
  const fates = (await rows_of(page, "funnel")).slice(1);
  const outcomes = Object.entries(metrics).filter(([name]) => name.startsWith("outcomes[")).map(([name, figure]) => [name.slice(9, -1), figure.mean]);
  const everybody = outcomes.reduce((sum, [, mean]) => sum + mean, 0);
  for (const [outcome, mean] of outcomes) {
    const parts = fates.filter(([name]) => name === outcome || name.startsWith(`${outcome}: `));
    const shown = parts.reduce((sum, [, share]) => sum + (share.startsWith("<") ? 0.05 : parseFloat(share)), 0);
    check(Math.abs(shown - 100 * mean / everybody) <= 0.051 * Math.max(parts.length, 1), `funnel: ${outcome} is ${shown} of 100, should be ${100 * mean / everybody}`);
  }
};

const compare_says = (words) => async (page) => {
  const {base, variants} = JSON.parse(run([...words, "--format", "json"]));
  const shown = await rows_of(page, "what-if-courses_completed");
  check(shown.length === 1 + Object.keys(variants).length, "a row for each variant");
  for (const [name, in_base, in_variant, difference] of shown.slice(1)) {
    const figure = variants[name]?.metrics.courses_completed;
    says(in_base, base.metrics.courses_completed.mean, "base");
    says(in_variant, figure?.mean, name);
    says(difference, figure?.difference.mean, `difference of ${name}`);
  }
};

const sweep_says = (words) => async (page) => {
  const {points} = JSON.parse(run([...words, "--format", "json"]));
  const [headings, ...rows] = await table_of_section(page, "curves");
  check(rows.length === points.length, "a row for each point");
  const at = headings.findIndex((heading) => heading.startsWith("Courses completed"));
  rows.forEach((row, i) => {
    check(row[0] === String(Object.values(points[i].values)[0]), `point ${i} is ${row[0]}`);
    says(row[at], points[i].metrics.courses_completed.mean, `courses completed at point ${i}`);
  });
};

const size_says = (words) => async (page) => {
  const {seen} = JSON.parse(run([...words, "--format", "json"]));
  const rows = (await table_of_section(page, "curves")).slice(1);
  check(rows.length === seen.length, "a row for each candidate that was run");
  rows.forEach((row, i) => check(row[1] === (seen[i].meets ? "yes" : "no"), `candidate ${row[0]} is told right`));
};

const sensitivity_says = (words) => async (page) => {
  const {metrics} = JSON.parse(run([...words, "--format", "json"]));
  const tornado = Object.values(metrics)[0].tornado;
  const rows = (await rows_of(page, "tornado-1")).slice(1);
  check(rows.length === tornado.length && rows.length > 1, "a row for each input");
  for (const [input, , , , low, high, across] of rows) {
    const swing = tornado.find((each) => each.input === input);
    says(low, swing?.at_low.mean, `${input} at the low end`);
    says(high, swing?.at_high.mean, `${input} at the high end`);
    says(across, swing?.low_to_high.mean, `${input} from low to high`);
  }
};

// --- what holds of every page

const light_and_dark = async (page, name, width) => {
  const looks = {};
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({colorScheme});
    await page.waitForTimeout(100);
    looks[colorScheme] = await page.evaluate(() => {
      const channels = (text) => text.match(/[\d.]+/g).map(Number);
      const luminance = (rgb) => {
        const [r, g, b] = rgb.map((c) => { const s = c / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const background = (element) => {
        for (let e = element; e; e = e.parentElement) {
          const c = channels(getComputedStyle(e).backgroundColor);
          if (c.length === 3 || c[3] > 0) return c.slice(0, 3);
        }
        return [255, 255, 255];
      };
      const faint = [...document.querySelectorAll("p, h1, h2, h3, dt, dd span, li, a, summary, th, td, .badge, .note")].filter((element) => {
        const text = luminance(channels(getComputedStyle(element).color).slice(0, 3)), behind = luminance(background(element));
        return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05) < 4.5;
      }).map((element) => element.className || element.tagName);
      const figures = JSON.parse(document.getElementById("figures").textContent);
      const charts = Object.keys(figures).map((id) => {
        const plot = document.querySelector(`#${CSS.escape(id)} .plot`), svg = plot.querySelector("svg");
        const box = svg ? svg.getBoundingClientRect() : {width: 0, height: 0};
        const outside = svg ? [...svg.querySelectorAll("text")].filter((text) => {
          const t = text.getBoundingClientRect();
          return t.width > 0 && (t.left < box.left - 2 || t.right > box.right + 2 || t.top < box.top - 2 || t.bottom > box.bottom + 2);
        }).map((text) => text.textContent) : [];
        return {id, drawn: plot.dataset.drawn === "yes", shapes: svg ? svg.querySelectorAll("path, rect, circle, polyline, polygon, line").length : 0,
          width: box.width, height: box.height, outside, ink: svg && svg.querySelector("text") ? svg.querySelector("text").getAttribute("fill") : "",
          label: plot.getAttribute("aria-label"), reached: plot.tabIndex === 0, rows: plot.closest("figure").querySelectorAll("tbody tr").length};
      });
      return {faint, charts, wide: document.documentElement.scrollWidth > window.innerWidth};
    });
    const at = `${name} at ${width} in ${colorScheme}`;
    const {faint, charts, wide} = looks[colorScheme];
    check(faint.length === 0, `${at}: too faint to read: ${[...new Set(faint)]}`);
    check(!wide, `${at}: wider than the window`);
    check(charts.length > 0, `${at}: there are charts`);
    for (const chart of charts) {
      check(chart.drawn && chart.shapes >= 5 && chart.width > 200 && chart.height > 80, `${at}: ${chart.id} is drawn (${JSON.stringify(chart)})`);
      check(chart.outside.length === 0, `${at}: ${chart.id} has text outside: ${chart.outside}`);
      check(chart.label && chart.label.length > 40 && chart.reached && chart.rows > 0, `${at}: ${chart.id} has words, a table and can be reached`);
    }
  }
  check(looks.light.charts[0].ink !== looks.dark.charts[0].ink, `${name} at ${width}: the dark has colours of its own`);
};

const keyboard = async (page, name) => {
  await page.emulateMedia({colorScheme: "light"});
  const plots = await page.$$(".plot");
  await plots[0].focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(100);
  const tip = await plots[0].evaluate((plot) => [...plot.querySelectorAll(":scope > div")].map((div) => div.textContent).join("").trim());
  check(tip.length > 0, `${name}: an arrow key shows a figure`);
  const order = await page.$$eval("h1, h2, h3", (all) => all.map((heading) => Number(heading.tagName[1])));
  check(order[0] === 1 && order.every((level, i) => i === 0 || level <= order[i - 1] + 1), `${name}: headings in order`);
  const bare = await page.$$eval("th:not([scope])", (all) => all.length);
  check(bare === 0, `${name}: every heading of a table says of what`);
};

// A figure that is lower than a page and must not be broken is not cut in two.
const on_paper = async (page, name) => {
  await page.setViewportSize({width: 688, height: 1017});
  await page.emulateMedia({media: "print", colorScheme: "dark"});
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const figures = await page.$$eval("figure", (all) => all.map((figure) => ({id: figure.id, height: figure.getBoundingClientRect().height,
    svg: figure.querySelector("svg").getBoundingClientRect().width, kept: getComputedStyle(figure).breakInside})));
  for (const figure of figures)
    check(figure.kept === "avoid" && figure.height > 100 && figure.height < 1017 && figure.svg <= 689, `${name} on paper: ${JSON.stringify(figure)}`);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(paper === "rgb(255, 255, 255)", `${name}: paper is white, also in the dark`);
  const pdf = await page.pdf({format: "A4", printBackground: true});
  check(pdf.length > 20000, `${name}: printed`);
  await page.emulateMedia({media: "screen", colorScheme: "light"});
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
};

const look_at = async (browser, {name, words, says: figures_say}) => {
  const file = path.join(folder, `${name}.html`), again = path.join(folder, `${name}-again.html`);
  const to = (target) => (words[0] === "report" ? ["-o", target] : ["--report", target]);
  run([...words, ...to(file), "--threads", "1"]);
  run([...words, ...to(again), "--threads", "2"]);
  check(fs.readFileSync(file).equals(fs.readFileSync(again)), `${name}: the same bytes on one and two threads`);
  check(fs.statSync(file).size <= 2e6, `${name}: at most 2 MB`);
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  page.on("console", (message) => check(false, `${name}: the console says ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${name}: ${error.message}`));
  page.on("request", (request) => check(request.url() === `file://${file}` || request.url().startsWith("data:"), `${name}: asks for ${request.url()}`));
  await page.goto(`file://${file}`);
  await figures_say(page);
  for (const width of [1280, 390]) {
    await page.setViewportSize({width, height: 900});
    await page.waitForTimeout(100);
    await light_and_dark(page, name, width);
  }
  await keyboard(page, name);
  await on_paper(page, name);
  await page.close();
};

// Names that would end an element, a string or an attribute if they were let.
const hostile = path.join(folder, "hostile.yaml");
fs.writeFileSync(hostile, `
chairtime: 1
name: "Ünï, \\"q\\" </script> & <b>"
clinic: {open: {mon-fri: 08:00-17:00}, resources: {"chairs, <b>": 2, "nurses'x": 1}}
visits:
  "in,f": {throughout: {"chairs, <b>": 1}, steps: [{name: "<script>", takes: 10 min, needs: {"nurses'x": 1}}, {name: infuse, takes: 40 min}]}
courses: {"cou,rse": {visit: "in,f", infusions: 3, every: 3.5 days, drop_out: 4 %}}
cohorts: {"co,h": {referrals: 4 / week, course: "cou,rse", label: "<i>x</i>"}}
run: {length: 8 weeks, replications: 3}
`);

const ketamine = scenario("ketamine_clinic"), chemotherapy = scenario("chemotherapy_day_unit"), one_chair = scenario("teaching/one_chair");
const few = (count) => ["--replications", String(count)];
const shorter = ["--set", "run.length=1 year", ...few(6)];
const chairs = ["--vary", "clinic.resources.chairs=3..5", ...few(6)];
const pages = [
  {name: "ketamine", words: ["report", ketamine, ...few(8)], says: run_says(["run", ketamine, ...few(8)])},
  {name: "one_chair", words: ["report", one_chair, ...shorter], says: run_says(["run", one_chair, ...shorter])},
  {name: "chemotherapy", words: ["run", chemotherapy, ...few(5)], says: run_says(["run", chemotherapy, ...few(5)])},
  {name: "hostile", words: ["run", hostile], says: run_says(["run", hostile])},
  {name: "compare", words: ["compare", ketamine, ...few(6)], says: compare_says(["compare", ketamine, ...few(6)])},
  {name: "sweep", words: ["sweep", ketamine, ...chairs], says: sweep_says(["sweep", ketamine, ...chairs])},
  {name: "size", words: ["size", ketamine, ...chairs], says: size_says(["size", ketamine, ...chairs])},
  {name: "sensitivity", words: ["sensitivity", scenario("teaching/what_matters"), ...few(6), "--points", "12"],
    says: sensitivity_says(["sensitivity", scenario("teaching/what_matters"), ...few(6), "--points", "12"])},
];

(async () => {
  const able = spawnSync(program, ["report", one_chair, "-o", path.join(folder, "first.html"), ...shorter, "--quiet"], {encoding: "utf8"});
  if (able.status === 2 && able.stderr.includes("writes no reports")) skip("this build has no ECharts");
  const {chromium} = require(driver);
  const browser = await chromium.launch({executablePath: browser_program, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]});
  for (const each of pages) await look_at(browser, each);
  await browser.close();
  console.log(failures === 0 ? `${pages.length} reports are as they should be` : `${failures} failures`);
  process.exit(failures === 0 ? 0 : 1);
})().catch((error) => { console.log(error.stack); process.exit(1); });
