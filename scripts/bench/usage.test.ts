import { expect, test } from 'vitest';
import { CommandFailure } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import { usageFrom, usageOf } from './usage.ts';

test('CPU is added up over processes, user and system; the peak is that of the largest', () => {
  const lines = [
    '{"userCPUTime":1500000,"systemCPUTime":250000,"maxRSS":102400}',
    '{"userCPUTime":500000,"systemCPUTime":0,"maxRSS":204800}',
    '',
  ].join('\n');
  expect(usageFrom(lines)).toEqual({ cpu: 2.25, peak: 200 });
});

const spin = (milliseconds: number) =>
  `const { user, system } = process.cpuUsage();
   for (let used = 0; used < ${milliseconds * 1000};) {
     const now = process.cpuUsage();
     used = now.user - user + now.system - system;
   }`;

test('what a process uses is measured from its start to its end', async () => {
  const usage = await usageOf(['-e', `globalThis.held = Buffer.alloc(150 * 2 ** 20, 1); ${spin(200)}`], root);
  expect(usage.cpu).toBeGreaterThan(0.2);
  expect(usage.peak).toBeGreaterThan(150);
});

test('so is what it leaves to another process, and a worker is not counted twice', async () => {
  const child = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(spin(300))}]);`;
  expect((await usageOf(['-e', child], root)).cpu).toBeGreaterThan(0.3);
  const worker = `new (require('node:worker_threads').Worker)(${JSON.stringify(spin(600))}, { eval: true });`;
  const { cpu } = await usageOf(['-e', worker], root);
  expect(cpu).toBeGreaterThan(0.6);
  expect(cpu).toBeLessThan(1.2);
});

test('a command that fails is no measurement', async () => {
  await expect(usageOf(['-e', 'process.exit(3)'], root)).rejects.toThrow(CommandFailure);
});
