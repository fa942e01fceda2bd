// The arrows of docs/architecture.md as dependency-cruiser rules. Every rule says why it is there, and
// fixtures/boundaries/<rule> holds a tree that breaks it and nothing else (boundaries.spec.ts).
const TESTS = '\\.(spec|test|factory)\\.tsx?$|\\.contract\\.ts$|^(apps|libs)/[^/]+/(test|journeys)/';
const API = '^apps/api/src/';

/** The only places that may hold Prisma or pg in their hands. */
const DATABASE_HANDS = ['\\.repository\\.ts$', '\\.postgres\\.ts$', `${API}platform/database/`, '^prisma/', TESTS].join(
  '|',
);

/**
 * @param {string} name
 * @param {string} comment
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['from']} from
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['to']} to
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const libraries = [
  rule(
    'contracts-stand-alone',
    'The wire is what outsiders compile against. If it imports something of ours, every client drags our server along.',
    { path: '^libs/contracts/' },
    { path: '^(libs/(?!contracts/)|apps/|prisma/|tools/|bench/)' },
  ),
  rule(
    'client-knows-contracts-only',
    'Web, bench, chaos and bots share the headless client. It can run anywhere only while it knows nothing but the wire.',
    { path: '^libs/client/', pathNot: TESTS },
    { path: '^(libs/(?!client/|contracts/)|apps/|prisma/|tools/|bench/)|node_modules/react(-dom)?/' },
  ),
  rule(
    'web-and-api-meet-on-the-wire',
    'The browser and the server are released and cached apart. An import across would tie their versions and could ship server code to a browser.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/(?!$1/)' },
  ),
  rule(
    'api-is-not-its-own-client',
    'The server must not depend on the code that talks to it; only tests may use the client.',
    { path: API, pathNot: TESTS },
    { path: '^libs/client/' },
  ),
];

const server = [
  rule(
    'platform-knows-no-product',
    'The platform is what the product stands on. A platform that knows modules can be neither tested nor replaced alone.',
    { path: `${API}platform/` },
    { path: `${API}(modules|realtime|http|main\\.ts|app\\.module\\.ts)` },
  ),
  rule(
    'realtime-stands-on-platform',
    'Realtime carries what modules publish. If it knew them, every new feature would change the gateway.',
    { path: `${API}realtime/` },
    { path: `${API}(modules|http|main\\.ts|app\\.module\\.ts)` },
  ),
  rule(
    'http-stands-on-platform',
    'Filters and decorators serve every module alike, so they may know none of them.',
    { path: `${API}http/` },
    { path: `${API}(modules|realtime|main\\.ts|app\\.module\\.ts)` },
  ),
  rule(
    'config-knows-nobody',
    'Configuration is read before anything else exists; it can depend on nothing that needs it, only on the sentence it fails with.',
    { path: `${API}config/` },
    { path: `${API}(?!config/|platform/errors/)` },
  ),
  rule(
    'modules-by-the-front-door',
    'index.ts is the promise of a module. Whoever reaches past it breaks when its inside changes.',
    { path: `${API}modules/([^/]+)/`, pathNot: TESTS },
    { path: `${API}modules/(?!$1/)[^/]+/(?!index\\.ts$)` },
  ),
  rule(
    'outsiders-by-the-front-door',
    'The composition root, the seed and the tools use modules as other modules do: by their index.ts.',
    { path: '^(apps/api/src/(?!modules/)|prisma/)', pathNot: TESTS },
    { path: `${API}modules/[^/]+/(?!index\\.ts$)` },
  ),
  rule(
    'prisma-in-repositories',
    'A row is not a domain object. Where Prisma stops, the schema can change without the product noticing.',
    { path: `${API}|^prisma/`, pathNot: DATABASE_HANDS },
    { path: `node_modules/(@prisma/|pg/|@types/pg/)|${API}platform/database/generated/` },
  ),
];

const web = [
  rule(
    'web-ground-knows-no-feature',
    'ui and lib are the ground every feature stands on; an arrow upwards makes a cycle of the whole web client.',
    { path: '^apps/web/src/(ui|lib)/', pathNot: TESTS },
    { path: '^apps/web/src/(features|app)/' },
  ),
  rule(
    'web-features-below-routes',
    'Routes put features together. A feature that knows the routes cannot be shown anywhere else.',
    { path: '^apps/web/src/features/', pathNot: TESTS },
    { path: '^apps/web/src/app/' },
  ),
  rule(
    'web-features-apart',
    'Features that import each other cannot be removed, loaded lazily or understood alone; what two need belongs in ui, lib or the route.',
    { path: '^apps/web/src/features/([^/]+)/', pathNot: TESTS },
    { path: '^apps/web/src/features/(?!$1/)' },
  ),
];

const everywhere = [
  rule(
    'no-cycles',
    'In a cycle nothing can be read, tested or loaded first; with decorators it is an undefined class at start.',
    { pathNot: '/generated/' },
    { circular: true },
  ),
  rule(
    'tests-are-imported-by-tests',
    'Test code in the product would ship factories and fakes to people.',
    { pathNot: TESTS },
    { path: TESTS },
  ),
  rule(
    'no-development-packages-at-run-time',
    'A production install has no devDependencies: the import would fail only there.',
    { path: '^(apps/api|libs/[^/]+)/src/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'type-only'] },
  ),
  rule(
    'every-import-resolves',
    'An import that cannot be followed is an arrow that cannot be checked.',
    {},
    // Made by a plugin of the build.
    { couldNotResolve: true, pathNot: '^virtual:' },
  ),
];

module.exports = {
  forbidden: [...libraries, ...server, ...web, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|fixtures)/|\\.css$|\\.svg$' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
