import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository, runTool } from './run-tool';

type Breakage = [rule: string, before: string, after: string];

// Each breaks one thing in the real file; a fixture of its own would soon be about a file we no longer have.
const compose: Breakage[] = [
  ['secrets-are-required', '${JWT_SECRET:?set JWT_SECRET to at least 32 random characters}', 'change-me'],
  [
    'secrets-are-required',
    'parley:${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}@',
    'parley:${POSTGRES_PASSWORD:-parley}@',
  ],
  [
    'every-service-shows-its-health',
    "    healthcheck:\n      test: ['CMD', '/mailpit', 'readyz']",
    '    x-checked:\n      test: []',
  ],
  ['order-by-health', 'condition: service_healthy', 'condition: service_started'],
  ['order-by-health', '    depends_on:\n      postgres:', '    depends_on:\n      postgers:'],
  ['volumes-have-names', '- mail:/data', '- ./mail:/data'],
];
const dockerfile: Breakage[] = [
  ['base-has-a-version', 'FROM node:22-bookworm-slim\n', 'FROM node:latest\n'],
  ['known-instructions', 'EXPOSE 3000', 'EXPOES 3000'],
  ['copies-from-a-stage', 'COPY --from=packages', 'COPY --from=package'],
  ['copy-and-not-add', 'COPY --from=packages /parley ./', 'ADD apps /parley/apps'],
  ['no-secret-in-the-image', 'ENV NODE_ENV', 'ENV JWT_SECRET=abc NODE_ENV'],
  ['npm-ci-only', 'RUN npm ci --omit=dev\n', 'RUN npm install\n'],
  ['apt-stays-small', '--no-install-recommends ', ''],
  ['apt-stays-small', 'rm -rf /var/lib/apt/lists/*', 'true'],
  ['not-as-root', 'USER node', 'USER root'],
  ['exec-form', 'CMD ["node", "--enable', 'CMD ["node, "--enable'],
  ['has-an-init', '["/usr/bin/tini", "--"]', '["/usr/bin/env"]'],
  ['shows-its-health', 'HEALTHCHECK', 'LABEL healthcheck='],
  ['production', 'NODE_ENV=production', 'NODE_ENV=development'],
  ['only-what-runs', 'USER node', 'COPY . .\nUSER node'],
];

describe.each([
  ['compose.mjs', 'docker-compose.yml', compose],
  ['dockerfile.mjs', 'Dockerfile', dockerfile],
])('%s', (tool, file, breakages) => {
  const text = readFileSync(join(repository, file), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'parley-docker-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`is content with our ${file}`, () => {
    expect(runTool(tool, [])).toEqual({ status: 0, stdout: '' });
  });

  it.each(breakages)('%s is broken by %j becoming %j', (rule, before, after) => {
    expect(text).toContain(before);
    const broken = join(folder, 'broken');
    writeFileSync(
      broken,
      text.replace(before, () => after),
    );
    const { status, stdout } = runTool(tool, [broken]);
    expect(status).toBe(1);
    expect(stdout).toContain(`${rule}:`);
  });
});
