import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBoth, countReport, inWords, unsteadyFiles } from './report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const all = { code: 0, mayBeEmpty: false };
const test = (status: string) => ({ status, fullName: `a ${status} test` });

interface File {
  name?: string;
  status: string;
  tests: string[];
  why?: string;
}

function report(...files: File[]): string {
  const path = join(folder, `${Math.random()}.json`);
  const testResults = files.map(({ name = 'a.spec.ts', status, tests, why = 'it was so' }) => ({
    name,
    status,
    assertionResults: tests.map((each) => ({ ...test(each), failureMessages: each === 'failed' ? [why] : [] })),
  }));
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

describe('counting what a runner reports', () => {
  it('adds up the tests of all files', () => {
    const path = report(
      { status: 'passed', tests: ['passed', 'passed', 'todo'] },
      { status: 'failed', tests: ['failed'] },
    );
    expect(inWords(countReport(path, { ...all, code: 1 }))).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('names what was skipped', () => {
    const path = report({ status: 'passed', tests: ['passed', 'pending'] });
    expect(countReport(path, all).notes).toEqual(['skipped: a pending test']);
  });

  it('counts a file that could not run as a failure', () => {
    const path = report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(countReport(path, { ...all, code: 1 })).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a runner that failed beside its tests as a failure', () => {
    const path = report({ status: 'passed', tests: ['passed'] });
    expect(countReport(path, { ...all, code: 1 })).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a runner that wrote no report as a failure', () => {
    expect(countReport(join(folder, 'none.json'), all)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a run without tests as a failure, unless a pattern chose none of them', () => {
    expect(countReport(report(), all).failed).toBe(1);
    expect(countReport(report(), { ...all, mayBeEmpty: true }).failed).toBe(0);
  });
});

describe('a second run, alone, of what failed beside the others', () => {
  const steady = { name: 'steady.spec.ts', status: 'passed', tests: ['passed', 'passed'] };
  const shaky = { name: 'shaky.spec.ts', status: 'failed', tests: ['passed', 'failed'] };

  it('is for the files in which tests failed', () => {
    expect(unsteadyFiles(report(steady, shaky))).toEqual(['shaky.spec.ts']);
    expect(unsteadyFiles(report(steady))).toEqual([]);
  });

  it('is not for many, nor for a property that was broken, nor for what could not run', () => {
    expect(unsteadyFiles(report(shaky, shaky, shaky, shaky))).toEqual([]);
    expect(unsteadyFiles(report({ ...shaky, why: 'Error: Property failed after 3 tests' }))).toEqual([]);
    expect(unsteadyFiles(report({ ...shaky, tests: [] }))).toEqual([]);
    expect(unsteadyFiles(join(folder, 'none.json'))).toEqual([]);
  });

  it('counts once what passes then, and names it', () => {
    const passes = report({ ...shaky, status: 'passed', tests: ['passed', 'passed'] });
    const count = countBoth(report(steady, shaky), passes, { code: 0 });
    expect(inWords(count)).toBe('4 passed, 0 failed');
    expect(count.notes).toEqual(['failed beside the others, ran again alone: a failed test']);
  });

  it('counts as failed what fails again, or writes no report', () => {
    expect(inWords(countBoth(report(steady, shaky), report(shaky), { code: 1 }))).toBe('3 passed, 1 failed');
    expect(inWords(countBoth(report(steady, shaky), join(folder, 'none.json'), { code: 1 }))).toBe(
      '2 passed, 1 failed',
    );
  });
});
