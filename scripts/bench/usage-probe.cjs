// Loaded by --require into each Node process that is measured: at its end, one line with what it used.
const { appendFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const line = JSON.stringify({ userCPUTime, systemCPUTime, maxRSS });
    appendFileSync(process.env.SPECLINE_BENCH_USAGE, `${line}\n`);
  });
}
