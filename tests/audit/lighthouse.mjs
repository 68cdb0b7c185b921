// node tests/audit/lighthouse.mjs SITE_DIR: audits a home, an area and a deep-dive page, offline and headless.
//
// Prints the four scores of each page and what lost points, and exits with 1 when a score is below its goal. Performance is not
// judged on a machine that is too slow or too busy for it. CHROME_PATH
// names the browser when it is not found. Files are sent compressed and under a sub-path, as GitHub Pages sends them.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";

const GOALS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const PAGES = ["", "generative-ai/", "generative-ai/text-generation/"];
// Performance varies from run to run with what else the machine does; the median run counts.
const RUNS = 3;
// Lighthouse's own measure of the machine, below which it warns that performance says nothing about the page.
const FAST_ENOUGH = 1000;
const BASE = "/course/";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

const site = process.argv[2];
if (!site) {
  console.error("usage: node tests/audit/lighthouse.mjs SITE_DIR");
  process.exit(2);
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/robots.txt") {
    response.writeHead(200, { "content-type": "text/plain" }).end("User-agent: *\nAllow: /\n");
    return;
  }
  const path = normalize(decodeURIComponent(pathname.slice(BASE.length)) || ".");
  try {
    if (!pathname.startsWith(BASE) || path.startsWith("..")) throw new Error("outside");
    const file = join(site, pathname.endsWith("/") ? join(path, "index.html") : path);
    const content = gzipSync(await readFile(file));
    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "cache-control": "max-age=600",
    };
    response.writeHead(200, headers).end(content);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}${BASE}`;

// Root, as in a container, can't use Chromium's sandbox.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const chrome = await launch({ chromeFlags: ["--headless=new", "--disable-gpu", ...sandbox] });
let failed = false;
try {
  for (const page of PAGES) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const { lhr } = await lighthouse(origin + page, { port: chrome.port, output: "json", logLevel: "error" });
      if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
      runs.push(lhr);
    }
    const { categories, audits } = computeMedianRun(runs);
    const speed = Math.min(...runs.map(({ environment }) => environment.benchmarkIndex));
    const isJudged = (id) => id !== "performance" || speed >= FAST_ENOUGH;
    const scores = Object.keys(GOALS).map((id) => [id, isJudged(id) ? Math.round(categories[id].score * 100) : "–"]);
    console.log(`/${page}  ${scores.map(([id, score]) => `${id} ${score}`).join("  ")}`);
    if (!isJudged("performance")) console.log(`  performance: not judged, the machine is too slow or too busy (${Math.round(speed)})`);
    for (const [id, score] of scores) {
      if (score === "–" || score >= GOALS[id]) continue;
      failed = true;
      const lost = categories[id].auditRefs.filter(({ id: audit, weight }) => weight && (audits[audit].score ?? 1) < 0.9);
      for (const { id: audit } of lost) {
        const items = audits[audit].details?.items ?? [];
        const where = items.map((item) => item.node?.snippet ?? item.url ?? item.description ?? "").filter(Boolean);
        console.log(`  ${id}: ${audits[audit].title} ${audits[audit].displayValue ?? ""}`);
        for (const snippet of where.slice(0, 3)) console.log(`    ${snippet}`);
      }
    }
  }
} finally {
  await chrome.kill();
  server.close();
}
process.exit(failed ? 1 : 0);
