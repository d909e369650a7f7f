// page.js: draws the charts of a report from the figures that stand in it.
//
// Every chart is a figure with an id; what it shows is in the element #figures, by that id. Colours
// are those of Okabe and Ito, which people with any colour vision tell apart; the tables behind the
// charts say the same in numbers.
"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const light_colours = ["#0072b2", "#d55e00", "#009e73", "#aa4499", "#b8860b", "#56b4e9", "#666666", "#882255"];
  const dark_colours = ["#56b4e9", "#ff9a5c", "#2fc79b", "#e08fc0", "#f0e442", "#8ab8ff", "#b8c2cc", "#ff8fa8"];

  const theme = (printing) => {
    const is_dark = dark.matches && !printing;
    return {
      colours: is_dark ? dark_colours : light_colours,
      ink: is_dark ? "#e8edf2" : "#1c2530",
      soft: is_dark ? "#a9b5c1" : "#566270",
      rule: is_dark ? "#37424d" : "#d6dde4",
      paper: is_dark ? "#14191f" : "#ffffff",
      heat: is_dark ? ["#1d2f3f", "#2a6a9a", "#f0e442"] : ["#eef4f8", "#3c8dbc", "#08306b"],
    };
  };

  const short = new Intl.NumberFormat("en", {maximumSignificantDigits: 3});
  // Of 100: a thousandth of a patient tells nobody anything.
  const part = (value) => (value > 0 && value < 0.1 ? "< 0.1" : value.toFixed(1));
  const say = (value) => (value === null || value === undefined ? "–" : short.format(value));
  const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c]);
  const hour = (minute) => `${Math.floor(minute / 60)}:${String(Math.round(minute) % 60).padStart(2, "0")}`;
  // Broken between words into lines of about so many letters.
  const broken = (text, letters) => {
    const lines = [""];
    for (const word of String(text).split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= letters) lines.push(word);
      else lines[last] += (lines[last] ? " " : "") + word;
    }
    return lines.join("\n");
  };

  const axis = (t, name, more) => ({
    name, nameLocation: "middle", nameTextStyle: {color: t.soft, fontSize: 12},
    axisLabel: {color: t.ink, fontSize: 12, lineHeight: 15, hideOverlap: true}, axisLine: {lineStyle: {color: t.soft}},
    axisTick: {lineStyle: {color: t.soft}}, splitLine: {lineStyle: {color: t.rule}}, ...more,
  });
  // A legend takes as many lines as its names need; the drawing begins below them.
  const below = (names, width) => {
    const lines = Math.ceil(names.reduce((sum, name) => sum + 48 + 6.5 * name.length, 0) / (width - 10));
    return {left: 12, right: 40, top: 36 + 21 * lines, bottom: 28, containLabel: true};
  };
  const frame = (t, more) => ({
    animation: false, backgroundColor: "transparent", color: t.colours,
    textStyle: {color: t.ink, fontFamily: "inherit"},
    tooltip: {confine: true, backgroundColor: t.paper, borderColor: t.rule, textStyle: {color: t.ink, fontSize: 13}},
    legend: {top: 0, left: 0, textStyle: {color: t.ink}, itemHeight: 10},
    grid: {left: 12, right: 24, top: 58, bottom: 28, containLabel: true}, ...more,
  });
  const from_left = (t, name) => axis(t, name, {type: "value", nameGap: 44, scale: false});
  const up = (t, name) => axis(t, name, {type: "value", nameLocation: "end", nameGap: 10,
    nameTextStyle: {color: t.soft, fontSize: 12, align: "left"}});
  const dashes = [[], [6, 4], [2, 3], [9, 3, 2, 3]];
  const symbols = ["circle", "rect", "triangle", "diamond"];

  // A band from low to high, as two stacked lines of which only the upper is filled.
  const band = (stack, low, high, colour, opacity, name) => {
    const hidden = {type: "line", stack, stackStrategy: "all", symbol: "none", lineStyle: {opacity: 0}, silent: true, tooltip: {show: false}};
    return [
      {...hidden, data: low},
      {...hidden, name, data: high.map((value, i) => (value === null || low[i] === null ? null : value - low[i])),
        areaStyle: {color: colour, opacity}, itemStyle: {color: colour, opacity}},
    ];
  };
  const mark_lines = (t, marks, key) => !marks || !marks.length ? undefined : {
    symbol: "none", silent: true, lineStyle: {color: t.ink, type: "dashed", width: 1},
    label: {color: t.ink, fontSize: 12},
    data: marks.map((mark, i) => ({[key]: mark.at,
      label: {formatter: mark.label, position: key === "xAxis" ? "end" : "insideStartTop", rotate: 0,
        align: "left", distance: key === "xAxis" ? [4, -16 - 15 * (i % 3)] : 2}})),
  };

  // Whiskers: points are [x, low, high], or [low, high, y] where they lie.
  const whiskers = (t, points, lying, colour) => ({
    type: "custom", silent: true, z: 5, tooltip: {show: false},
    data: points, encode: lying ? {x: [0, 1], y: 2} : {x: 0, y: [1, 2]},
    renderItem: (_, api) => {
      const at = lying ? [api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])]
        : [api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)])];
      const style = {stroke: colour || t.ink, lineWidth: 1.5, fill: "none"};
      const line = (x1, y1, x2, y2) => ({type: "line", shape: {x1, y1, x2, y2}, style});
      const [a, b] = at;
      const cap = (p) => (lying ? line(p[0], p[1] - 4, p[0], p[1] + 4) : line(p[0] - 4, p[1], p[0] + 4, p[1]));
      return {type: "group", children: [line(a[0], a[1], b[0], b[1]), cap(a), cap(b)]};
    },
  });

  const kinds = {};

  kinds.fan = (t, f, width) => frame(t, {
    grid: below([f.middle_name, ...f.bands.map((b) => b.name)], width),
    tooltip: {...frame(t).tooltip, trigger: "axis", formatter: (all) => {
      const i = all[0].dataIndex;
      return `${escape(f.x[i])}<br>${escape(f.middle_name)}: <b>${say(f.middle[i])}</b><br>` +
        f.bands.map((b) => `${escape(b.name)}: ${say(b.low[i])} to ${say(b.high[i])}`).join("<br>");
    }},
    legend: {...frame(t).legend, data: [f.middle_name, ...f.bands.map((b) => b.name)]},
    xAxis: axis(t, f.x_name, {type: "category", data: f.x, boundaryGap: false, nameGap: 30}),
    yAxis: up(t, f.y_name),
    series: [
      ...f.bands.flatMap((b, i) => band(`band${i}`, b.low, b.high, t.colours[0], 0.18 + 0.14 * i, b.name)),
      {type: "line", name: f.middle_name, data: f.middle, symbol: "none", lineStyle: {color: t.colours[0], width: 2},
        itemStyle: {color: t.colours[0]}, markLine: mark_lines(t, f.marks, "xAxis")},
    ],
  });

  kinds.lines = (t, f, width) => {
    const numeric = f.x.every((x) => typeof x === "number");
    const data = (values) => (numeric ? values.map((y, i) => [f.x[i], y]) : values);
    // Where only the end matters the wide beginning may leave the picture.
    const late = f.series.flatMap((s) => (s.low || []).map((low, i) => (i >= f.x.length / 5 ? [low, s.high[i]] : [])).flat()).filter((y) => typeof y === "number");
    const margin = 0.15 * (Math.max(...late) - Math.min(...late));
    const nice = (y) => Number(y.toPrecision(3));
    return frame(t, {
      grid: f.series.length > 1 ? below(f.series.map((s) => s.name), width) : {...frame(t).grid, top: 32},
      tooltip: {...frame(t).tooltip, trigger: "axis", formatter: (all) => {
        const i = all[0].dataIndex;
        return `${escape(f.x_name)} ${escape(f.x[i])}<br>` + f.series.map((s) => `${escape(s.name)}: <b>${say(s.values[i])}</b>` +
          (s.low && s.low[i] !== null ? ` (${say(s.low[i])} to ${say(s.high[i])})` : "")).join("<br>");
      }},
      legend: {...frame(t).legend, show: f.series.length > 1, data: f.series.map((s) => s.name)},
      xAxis: numeric ? axis(t, f.x_name, {type: "value", min: f.x[0], max: f.x[f.x.length - 1], nameGap: 28, splitLine: {show: false}, minInterval: 1})
        : axis(t, f.x_name, {type: "category", data: f.x, nameGap: 28}),
      yAxis: {...up(t, f.y_name), max: f.close && late.length ? nice(Math.max(...late) + margin) : f.y_max,
        min: f.close && late.length ? nice(Math.min(...late) - margin) : f.y_min},
      series: f.series.flatMap((s, i) => [
        ...(s.low && numeric === false ? band(`s${i}`, s.low, s.high, t.colours[i % 8], 0.18) : []),
        ...(s.low && numeric ? [{type: "custom", silent: true, tooltip: {show: false}, data: [0], z: 1,
          renderItem: (_, api) => {
            const known = f.x.map((x, k) => [x, s.low[k], s.high[k]]).filter((p) => p[1] !== null && p[1] !== undefined);
            const points = [...known.map((p) => api.coord([p[0], p[2]])), ...known.slice().reverse().map((p) => api.coord([p[0], p[1]]))];
            return {type: "polygon", shape: {points}, style: {fill: t.colours[i % 8], opacity: 0.18}};
          }, clip: true}] : []),
        {type: "line", name: s.name, data: data(s.values), symbol: f.x.length > 30 ? "none" : symbols[i % 4], symbolSize: 7,
          lineStyle: {color: t.colours[i % 8], width: 2, type: dashes[i % 4].length ? dashes[i % 4] : "solid"},
          itemStyle: {color: t.colours[i % 8]}, markLine: i === 0 ? mark_lines(t, f.marks, "yAxis") : undefined},
      ]),
    });
  };

  kinds.histogram = (t, f) => frame(t, {
    legend: {show: false}, grid: {...frame(t).grid, top: 44},
    tooltip: {...frame(t).tooltip, trigger: "axis", axisPointer: {type: "shadow"},
      formatter: (all) => `${escape(f.labels[all[0].dataIndex])} ${escape(f.unit)}<br><b>${say(f.values[all[0].dataIndex])} %</b> ${escape(f.of)}`},
    xAxis: axis(t, f.x_name, {type: "value", min: 0, max: f.values.length * f.width, nameGap: 28, splitLine: {show: false}}),
    yAxis: up(t, f.y_name),
    series: [{type: "custom", itemStyle: {color: t.colours[0]}, encode: {x: [0, 1], y: 2},
      data: f.values.map((value, i) => [i * f.width, (i + 1) * f.width, value]),
      renderItem: (_, api) => {
        const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), 0]);
        return {type: "rect", shape: {x: a[0] + 0.5, y: a[1], width: Math.max(b[0] - a[0] - 1, 1), height: b[1] - a[1]}, style: {fill: t.colours[0]}};
      }, markLine: mark_lines(t, f.marks, "xAxis")}],
  });

  kinds.bars = (t, f, width) => frame(t, {
    legend: {show: false}, grid: {...frame(t).grid, top: 8},
    tooltip: {...frame(t).tooltip, trigger: "axis", axisPointer: {type: "shadow"},
      formatter: (all) => { const i = all[0].dataIndex; return `${escape(f.names[i])}<br><b>${say(f.values[i])}</b> ${escape(f.x_name)}` +
        (f.low ? `<br>${say(f.low[i])} to ${say(f.high[i])}` : ""); }},
    xAxis: from_left(t, f.x_name) && axis(t, f.x_name, {type: "value", nameGap: 28}),
    yAxis: axis(t, "", {type: "category", data: f.names, inverse: true, axisTick: {show: false},
      axisLabel: {color: t.ink, fontSize: 12, lineHeight: 14, formatter: (name) => broken(name, width < 500 ? 14 : 26), interval: 0}}),
    series: [
      {type: "bar", data: f.values.map((value, i) => ({value, itemStyle: {color: t.colours[(f.tones ? f.tones[i] : 0) % 8]}})), barMaxWidth: 26},
      ...(f.low ? [whiskers(t, f.values.map((_, i) => [f.low[i], f.high[i], i]).filter((p) => p[0] !== null), true)] : []),
    ],
  });

  kinds.differences = (t, f, width) => frame(t, {
    legend: {show: false}, grid: {...frame(t).grid, top: 8},
    tooltip: {...frame(t).tooltip, trigger: "item",
      formatter: (p) => { const i = p.dataIndex; return `${escape(f.names[i])}<br><b>${f.means[i] > 0 ? "+" : ""}${say(f.means[i])}</b> ${escape(f.x_name)}<br>${say(f.low[i])} to ${say(f.high[i])}`; }},
    xAxis: axis(t, f.x_name, {type: "value", nameGap: 28}),
    yAxis: axis(t, "", {type: "category", data: f.names, inverse: true, axisTick: {show: false},
      axisLabel: {color: t.ink, fontSize: 12, lineHeight: 14, formatter: (name) => broken(name, width < 500 ? 16 : 28), interval: 0}}),
    series: [
      {type: "scatter", symbolSize: 11, z: 6,
        data: f.means.map((mean, i) => ({value: [mean, i], symbol: f.sure[i] ? "circle" : "emptyCircle",
          itemStyle: {color: !f.sure[i] ? t.soft : f.better[i] > 0 ? t.colours[2] : f.better[i] < 0 ? t.colours[1] : t.colours[0]}})),
        markLine: {symbol: "none", silent: true, label: {show: false}, lineStyle: {color: t.ink, type: "solid", width: 1}, data: [{xAxis: 0}]}},
      whiskers(t, f.means.map((_, i) => [f.low[i], f.high[i], i]).filter((p) => p[0] !== null), true, t.soft),
    ],
  });

  kinds.tornado = (t, f, width) => frame(t, {
    grid: {...below(["at the low end of its range", "at the high end of its range"], width)},
    legend: {...frame(t).legend, data: ["at the low end of its range", "at the high end of its range"]},
    tooltip: {...frame(t).tooltip, trigger: "axis", axisPointer: {type: "shadow"},
      formatter: (all) => { const i = all[0].dataIndex; return `${escape(f.names[i])}<br>${escape(f.low_values[i])}: <b>${say(f.low[i])}</b><br>${escape(f.high_values[i])}: <b>${say(f.high[i])}</b>`; }},
    xAxis: axis(t, f.x_name, {type: "value", nameGap: 28}),
    yAxis: axis(t, "", {type: "category", data: f.names, inverse: true, axisTick: {show: false},
      axisLabel: {color: t.ink, fontSize: 12, lineHeight: 14, formatter: (name) => broken(name.replaceAll(".", ". "), width < 500 ? 16 : 30).replaceAll(". ", "."), interval: 0}}),
    series: [["at the low end of its range", f.low, f.low_span, 5], ["at the high end of its range", f.high, f.high_span, 1]].flatMap(([name, values, spans, tone], k) => [
      {type: "bar", name, data: values, barMaxWidth: 16, itemStyle: {color: t.colours[tone]}, barGap: "10%"},
    ]),
  });

  kinds.sankey = (t, f, width) => frame(t, {
    legend: {show: false},
    tooltip: {...frame(t).tooltip, trigger: "item", formatter: (p) => p.dataType === "edge"
      ? `${escape(p.data.source)} → ${escape(p.data.target)}<br><b>${part(p.data.value)}</b> of 100 referred`
      : `${escape(p.name)}<br><b>${part(p.value)}</b> of 100 referred`},
    series: [{type: "sankey", left: 4, right: width < 500 ? 96 : 190, top: 12, bottom: 12, nodeWidth: width < 500 ? 10 : 18, nodeGap: 12,
      draggable: false, emphasis: {focus: "adjacency"}, layoutIterations: 64, nodeAlign: "left",
      label: {color: t.ink, fontSize: width < 500 ? 10 : 12, lineHeight: width < 500 ? 11 : 14,
        formatter: (p) => broken(`${p.name.replace(/^excluded: /, "")} ${part(p.value)}`, width < 500 ? 14 : 32)},
      lineStyle: {color: "source", opacity: 0.35},
      data: f.nodes.map((node) => ({name: node.name, depth: node.depth, itemStyle: {color: t.colours[node.tone]}})),
      links: f.links}],
  });

  kinds.heat = (t, f, width) => frame(t, {
    legend: {show: false}, grid: {left: 8, right: 8, top: 8, bottom: 66, containLabel: true},
    tooltip: {...frame(t).tooltip, trigger: "item",
      formatter: (p) => `${escape(f.ys[p.value[1]])} ${escape(f.xs[p.value[0]])}<br><b>${say(p.value[2])} %</b> of ${say(p.value[3])} in use`},
    xAxis: axis(t, f.x_name, {type: "category", data: f.xs, nameGap: 26, splitArea: {show: false}, splitLine: {show: false}}),
    yAxis: axis(t, "", {type: "category", data: f.ys, inverse: true, splitLine: {show: false}}),
    visualMap: {min: 0, max: 100, orient: "horizontal", left: "center", bottom: 0, itemWidth: 12, itemHeight: 120,
      text: ["100 % in use", "0 %"], textStyle: {color: t.ink}, inRange: {color: t.heat}, dimension: 2, calculable: false},
    series: [{type: "heatmap", data: f.cells, itemStyle: {borderColor: t.paper, borderWidth: 1},
      label: {show: width / f.xs.length > 26, fontSize: 11, formatter: (p) => String(Math.round(p.value[2]))},
      labelLayout: {hideOverlap: true}}],
  });

  kinds.gantt = (t, f, width) => {
    const tones = Object.fromEntries(f.steps.map((step, i) => [step, t.colours[i % 8]]));
    const marks = {late: ["triangle", "began late"], missed: ["diamond", "did not come"]};
    const bar = (_, api) => {
      const i = api.value(3), item = f.bars[i];
      const a = api.coord([item.from, item.row]), b = api.coord([item.to, item.row]);
      const height = api.size([0, 1])[1] * 0.62;
      const waits = item.step === "";
      return {type: "rect", shape: {x: a[0], y: a[1] - height / 2, width: Math.max(b[0] - a[0] - 0.5, 1), height},
        style: waits ? {fill: "none", stroke: t.soft, lineWidth: 1, lineDash: [3, 2]} : {fill: tones[item.step], opacity: item.over ? 1 : 0.85,
          stroke: item.over ? t.ink : undefined, lineWidth: item.over ? 1.5 : 0}};
    };
    return frame(t, {
      legend: {...frame(t).legend, data: [...f.steps, ...Object.values(marks).map((m) => m[1])], selectedMode: false},
      grid: {...below([...f.steps, ...Object.values(marks).map((m) => m[1])], width)},
      tooltip: {...frame(t).tooltip, trigger: "item", formatter: (p) => escape(p.data.said || "").replaceAll("\n", "<br>")},
      xAxis: axis(t, "time of day", {type: "value", min: f.from, max: f.to, interval: width < 500 ? 180 : 60, nameGap: 26,
        axisLabel: {color: t.ink, formatter: hour}}),
      yAxis: axis(t, "", {type: "category", data: f.rows, inverse: true, splitLine: {show: false}}),
      series: [
        ...f.steps.map((step) => ({type: "bar", name: step, data: [], itemStyle: {color: tones[step]}})),
        {type: "custom", renderItem: bar, encode: {x: [0, 1], y: 2},
          data: f.bars.map((b, i) => ({value: [b.from, b.to, b.row, i], said: b.said})),
          markLine: {symbol: "none", silent: true, lineStyle: {color: t.ink, type: "dashed"}, label: {color: t.ink, formatter: (p) => p.data.said, position: "start", rotate: 0, align: "right", distance: [4, -4]},
            data: f.lines.map((line) => ({xAxis: line.at, said: line.label}))}},
        ...Object.entries(marks).map(([kind, [symbol, name]], i) => ({type: "scatter", name, symbol, symbolSize: 11, z: 8,
          itemStyle: {color: t.colours[kind === "late" ? 1 : 7], borderColor: t.paper, borderWidth: 1},
          data: f.marks.filter((m) => m.kind === kind).map((m) => ({value: [m.at, m.row], said: m.said}))})),
      ],
    });
  };

  const plots = new Map();
  const heights = {bars: (f) => 90 + 34 * f.names.length, differences: (f) => 90 + 40 * f.names.length,
    tornado: (f) => 110 + 46 * f.names.length, sankey: (f) => Math.max(320, 34 * f.nodes.length),
    heat: (f) => 110 + 26 * f.ys.length, gantt: (f) => 120 + 34 * f.rows.length};

  const draw = (id, printing) => {
    const place = document.querySelector(`#${CSS.escape(id)} .plot`);
    const f = figures[id];
    const height = heights[f.kind] ? heights[f.kind](f) : printing ? 250 : 320;
    place.style.height = `${height}px`;
    let plot = plots.get(id);
    if (!plot) {
      plot = echarts.init(place, null, {renderer: "svg"});
      plots.set(id, plot);
      reach(place, plot);
    }
    const width = printing ? 680 : place.clientWidth;
    plot.resize({width, height});
    plot.setOption(kinds[f.kind](theme(printing), f, width), true);
    place.dataset.drawn = "yes";
  };
  const draw_all = (printing) => Object.keys(figures).forEach((id) => draw(id, printing));

  // The arrow keys walk along a chart's figures.
  const reach = (place, plot) => {
    let at = -1;
    place.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (event.key === "Escape") plot.dispatchAction({type: "hideTip"});
      if (!step) return;
      event.preventDefault();
      const series = plot.getOption().series;
      const seriesIndex = series.findIndex((s) => !s.silent && s.data && s.data.length > 0 || s.links);
      if (seriesIndex < 0) return;
      const count = series[seriesIndex].data.length;
      at = (at + step + count) % count;
      plot.dispatchAction({type: "showTip", seriesIndex, dataIndex: at});
    });
    place.addEventListener("blur", () => plot.dispatchAction({type: "hideTip"}));
  };

  draw_all(paper.matches);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (width === window.innerWidth || paper.matches) return;
    width = window.innerWidth;
    draw_all(false);
  });
  dark.addEventListener("change", () => draw_all(paper.matches));
  window.addEventListener("beforeprint", () => draw_all(true));
  window.addEventListener("afterprint", () => draw_all(false));
})();
