import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tools = join(__dirname, '..');

describe('npm run stack', () => {
  // A checkout of its own: the developer's real stack may be running beside this test.
  const checkout = mkdtempSync(join(tmpdir(), 'parley stack '));
  const records = join(checkout, '.stack/run');
  const strangers: ChildProcess[] = [];

  beforeAll(() => {
    for (const part of ['stack.mjs', 'stack', 'run']) {
      cpSync(join(tools, part), join(checkout, 'tools', part), { recursive: true });
    }
    mkdirSync(records, { recursive: true });
  });
  afterEach(() => strangers.splice(0).forEach((stranger) => stranger.kill('SIGKILL')));
  afterAll(() => rmSync(checkout, { recursive: true }));

  const stack = (verb: string) => {
    // Without a PATH there is no docker: a test must not take down containers of the machine it runs on.
    const options = { encoding: 'utf8', env: { PATH: '' } } as const;
    return spawnSync(process.execPath, [join(checkout, 'tools/stack.mjs'), verb], options);
  };
  const startStranger = () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    strangers.push(stranger);
    return stranger;
  };
  const record = (pid: number | undefined, started: string) =>
    writeFileSync(join(records, 'redis.json'), JSON.stringify({ pid, started }));
  const startTimeOf = (pid: number | undefined) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  };

  it('leaves a process alone that only has the same pid', () => {
    const stranger = startStranger();
    record(stranger.pid, 'another time');
    expect(stack('down')).toMatchObject({ status: 0, stdout: '' });
    expect(startTimeOf(stranger.pid)).toMatch(/:\d+$/);
    expect(stack('status').stdout).toContain('redis: stopped');
  });

  (existsSync('/proc/self/stat') ? it : it.skip)('ends the process it recorded', async () => {
    const ours = startStranger();
    const ended = new Promise((resolve) => ours.once('exit', (_code, signal) => resolve(signal)));
    record(ours.pid, startTimeOf(ours.pid));
    expect(stack('status').stdout).toContain(`redis: running, pid ${ours.pid}`);
    expect(stack('down').stderr).toContain('Ended redis.');
    expect(await ended).toBe('SIGTERM');
  });

  it('keeps its ports, below those of outgoing connections, and its password', () => {
    const settings = () => JSON.parse(readFileSync(join(checkout, '.stack/settings.json'), 'utf8'));
    stack('status');
    const made = settings();
    for (const port of Object.values(made.ports)) expect(port).toBeLessThan(32_768);
    expect(made.password).toMatch(/^[0-9a-f]{32}$/);
    stack('status');
    expect(settings()).toEqual(made);
  });

  it('says in one sentence what it does not know', () => {
    const { status, stderr } = stack('sideways');
    expect(status).toBe(1);
    expect(stderr).toBe('npm run stack knows up, down and status, not "sideways".\n');
  });
});
