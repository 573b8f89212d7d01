// Shows what /health says, every two seconds. No history is kept beyond what the chart shows.
const EVERY_MILLIS = 2000;
const POINTS = 60;
const rates = [];
const at = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function show(id, text) {
  at(id).textContent = text;
}

function state(kind, text) {
  at("state").className = `state ${kind}`;
  at("state").lastElementChild.textContent = text;
}

function rows(id, entries) {
  at(id).replaceChildren(
    ...entries.map(([name, value, kind]) => {
      const row = document.createElement("tr");
      row.insertCell().textContent = name;
      const cell = row.insertCell();
      cell.textContent = value;
      if (kind) cell.className = kind;
      return row;
    }),
  );
}

function duration(seconds) {
  if (seconds < 0.1) return `${whole.format(seconds * 1000)} ms`;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return `${whole.format(seconds / 60)} min`;
}

function chart(rate) {
  rates.push(rate);
  if (rates.length > POINTS) rates.shift();
  const peak = Math.max(...rates, 1);
  const points = rates.map((value, i) => {
    const x = 600 - (rates.length - 1 - i) * (600 / (POINTS - 1));
    return `${x.toFixed(1)},${(114 - (104 * value) / peak).toFixed(1)}`;
  });
  const first = points[0].split(",")[0];
  at("line").setAttribute("d", `M${points.join("L")}`);
  at("area").setAttribute("d", `M${first},120L${points.join("L")}L600,120Z`);
  show("peak", `peak ${whole.format(peak)}`);
}

function checks(health) {
  const entries = Object.entries(health.checks).map(([name, check]) => {
    const status = health.halves[name]?.status;
    if (check.status === "UP" && status && status !== "healthy") return [name, status, "degraded"];
    return [name, check.status.toLowerCase(), check.status === "UP" ? "up" : "down"];
  });
  rows("checks", entries);
  const reasons = [
    ...Object.entries(health.checks).filter(([, check]) => check.reason).map(([name, check]) => `${name}: ${check.reason}`),
    ...Object.values(health.halves).filter((half) => half.error).map((half) => `${half.source}: ${half.error}`),
  ];
  at("trouble").hidden = reasons.length === 0;
  show("trouble", reasons.join(" · "));
  const degraded = entries.some(([, , kind]) => kind === "degraded");
  state(health.status === "UP" ? (degraded ? "degraded" : "up") : "down", health.status === "UP" ? (degraded ? "degraded" : "healthy") : "down");
}

function figures(half, other) {
  const rate = half.rates.ticks_per_second ?? 0;
  show("rate", whole.format(rate));
  chart(rate);
  show("ticks", whole.format(half.counts.ticks_processed ?? 0));
  const refused = half.counts.ticks_refused;
  show("refused", refused === undefined ? "" : `${whole.format(refused)} refused`);
  show("lag", duration(half.lag_seconds ?? 0));
  const waiting = half.queues.tick_log;
  show("waiting", waiting === undefined ? "" : `${whole.format(waiting)} ticks waiting`);
  show("patterns", whole.format(half.jobs.pattern?.messages_processed ?? 0));
  show("indicators", whole.format(half.jobs.indicator?.messages_processed ?? 0));
  const queues = { ...other?.queues, ...half.queues };
  const shown = Object.entries(queues).filter(([name, depth]) => depth > 0 || !name.includes("backtesting"));
  rows("queues", shown.map(([name, depth]) => [name.replace("tickstock.events.", "events: ").replaceAll("_", " "), whole.format(depth)]));
}

function servers(facts) {
  const asked = facts.keyspace_hits + facts.keyspace_misses;
  rows("redis", [
    ["latency", `${(facts.latency_ms ?? 0).toFixed(1)} ms`],
    ["memory", facts.used_memory_human ?? "–"],
    ["clients", whole.format(facts.connected_clients ?? 0)],
    ["key hits", asked ? `${((100 * facts.keyspace_hits) / asked).toFixed(1)} %` : "–"],
    ["PostgreSQL latency", `${(facts.postgres_latency_ms ?? 0).toFixed(1)} ms`],
  ]);
}

async function look() {
  try {
    const answer = await fetch("/health", { signal: AbortSignal.timeout(5000) });
    const health = await answer.json();
    show("node", `${health.node} · ${new Date(health.timestamp * 1000).toLocaleTimeString()}`);
    checks(health);
    servers(health.servers);
    const half = health.halves.pl ?? health.halves.app;
    if (half) figures(half, health.halves.pl ? health.halves.app : undefined);
  } catch (gone) {
    state("down", "not answering");
  }
  setTimeout(look, EVERY_MILLIS);
}

look();
