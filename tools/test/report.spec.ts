import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countReport, inWords } from './report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const all = { code: 0, mayBeEmpty: false };
const test = (status: string) => ({ status, fullName: `a ${status} test` });

function report(...files: { status: string; tests: string[] }[]): string {
  const path = join(folder, `${Math.random()}.json`);
  const testResults = files.map(({ status, tests }) => ({
    name: 'a.spec.ts',
    status,
    assertionResults: tests.map(test),
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
