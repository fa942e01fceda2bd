// Rules about names: the tree explains itself only while names say something.
const EMPTY_NAMES = /^(common|shared|core|helpers?|utils?|misc|base|managers?)$/;
const ROLES =
  'module|service|repository|controller|socket|presenter|policy|port|contract|topics|errors|dto|worker|spec';
const TECHNOLOGIES = 'postgres|mongo|redis|rabbitmq|s3|smtp|disk|memory';
const SUBJECT = '[a-z0-9]+(-[a-z0-9]+)*';
const MODULE_FILE = new RegExp(`^${SUBJECT}(\\.(${ROLES}|${TECHNOLOGIES}))?(\\.spec)?\\.ts$`);
const ANY_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(tsx?|mjs|cjs)$|^(_|\$|__)/;

/** @typedef {import('./tree.mjs').Rule} Rule */

/** @type {Rule} */
export const namesThatSaySomething = {
  name: 'names-that-say-something',
  why: 'A folder called common or utils is where things go whose place nobody knew; it grows and everything imports it.',
  check: ({ path }) =>
    path
      .split('/')
      .flatMap((part) => part.split('.').slice(0, 2))
      .filter((word) => EMPTY_NAMES.test(word))
      .map((word) => ({ message: `"${word}" says nothing: name what it holds` })),
};

/** @type {Rule} */
export const kebabCase = {
  name: 'kebab-case',
  why: 'One spelling works on file systems that ignore case and lets people guess a name.',
  check: ({ path }) =>
    ANY_FILE.test(path.slice(path.lastIndexOf('/') + 1)) ? [] : [{ message: 'is not subject.role.ts in kebab-case' }],
};

/** @type {Rule} */
export const rolesAreAClosedList = {
  name: 'roles-are-a-closed-list',
  why: 'Who knows one module knows them all: subject.role.ts with the roles of docs/architecture.md, or the plain noun.',
  check: ({ path }) => {
    const [, file] = /^apps\/api\/src\/modules\/.+\/([^/]+)$/.exec(path) ?? [];
    if (!file || MODULE_FILE.test(file)) return [];
    return [{ message: `"${file}" has a role outside the list: ${ROLES.replaceAll('|', ' ')}` }];
  },
};
