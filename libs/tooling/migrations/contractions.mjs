// What a migration takes from servers that do not know of it, read from PostgreSQL's own syntax tree.

/**
 * @typedef {import('libpg-query').Node} Node
 * @typedef {import('libpg-query').AlterTableCmd} Command
 * @typedef {import('libpg-query').Constraint} Constraint
 *
 * @typedef {object} Made what this migration makes, and nobody uses yet
 * @property {Set<string>} tables
 * @property {Set<string>} columns as table.column
 * @property {Set<string>} plainIndexes of older migrations too: without one an older server is slow, not wrong
 */

/** @param {Node | undefined} node @param {string} kind @returns {any} */
const as = (node, kind) => /** @type {any} */ (node)?.[kind];

/** @param {Node[] | undefined} nodes @returns {string[]} */
const words = (nodes) => (nodes ?? []).map((node) => as(node, 'String')?.sval).filter(Boolean);

/** Names of columns anywhere below. @param {unknown} tree @returns {string[]} */
function columnsBelow(tree) {
  if (Array.isArray(tree)) return tree.flatMap(columnsBelow);
  if (typeof tree !== 'object' || tree === null) return [];
  const { ColumnRef: reference } = /** @type {any} */ (tree);
  return reference ? words(reference.fields) : Object.values(tree).flatMap(columnsBelow);
}

/** @param {Constraint} constraint */
const columnsOf = ({ keys, fk_attrs, raw_expr }) => [...words(keys), ...words(fk_attrs), ...columnsBelow(raw_expr)];

/**
 * Older servers leave a new column empty, and a rule that names it says nothing about their rows.
 * @param {string} table @param {string[]} columns @param {Made} made
 */
const isAboutNew = (table, columns, made) => columns.some((column) => made.columns.has(`${table}.${column}`));

/** @param {string} table @param {any} constraint @param {Made} made */
const fromConstraint = (table, constraint, made) =>
  isAboutNew(table, columnsOf(constraint), made) ? null : `adds the constraint ${constraint.conname} to ${table}`;

/** @param {string} table @param {any} column */
function fromColumn(table, { colname, constraints = [] }) {
  const kinds = constraints.map((/** @type {Node} */ node) => as(node, 'Constraint')?.contype);
  const isFilled = ['CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED'].some((kind) => kinds.includes(kind));
  return kinds.includes('CONSTR_NOTNULL') && !isFilled ? `adds ${table}.${colname}, which has to be given` : null;
}

/** @type {Readonly<Record<string, (table: string, command: Command, made: Made) => string | null>>} */
const fromCommand = {
  AT_DropColumn: (table, { name }) => `drops the column ${table}.${name}`,
  AT_AlterColumnType: (table, { name }) => `gives ${table}.${name} another type`,
  AT_SetNotNull: (table, { name }, made) =>
    made.columns.has(`${table}.${name}`) ? null : `allows no null in ${table}.${name}`,
  AT_ColumnDefault: (table, { name, def }) => (def ? null : `takes the default of ${table}.${name}`),
  AT_DropConstraint: (table, { name }) => `drops the constraint ${name} of ${table}`,
  AT_AddConstraint: (table, { def }, made) => fromConstraint(table, as(def, 'Constraint'), made),
  AT_AddColumn: (table, { def }) => fromColumn(table, as(def, 'ColumnDef')),
};

/** @param {any} alter @param {Made} made @returns {string[]} */
function fromAlter({ relation, cmds }, made) {
  const table = relation.relname;
  if (made.tables.has(table)) return [];
  const commands = cmds.map((/** @type {Node} */ node) => as(node, 'AlterTableCmd'));
  return commands
    .map((/** @type {Command} */ command) => fromCommand[command.subtype ?? '']?.(table, command, made))
    .filter(Boolean);
}

/** @param {any} drop @param {Made} made @returns {string[]} */
function fromDrop({ removeType, objects }, made) {
  const kind = removeType.replace('OBJECT_', '').toLowerCase();
  const names = objects.map((/** @type {Node} */ node) =>
    words(as(node, 'List')?.items ?? as(node, 'ObjectWithArgs')?.objname ?? as(node, 'TypeName')?.names).join('.'),
  );
  return names
    .filter(
      (/** @type {string} */ name) => !(kind === 'index' && made.plainIndexes.has(name)) && !made.tables.has(name),
    )
    .map((/** @type {string} */ name) => `drops the ${kind} ${name}`);
}

/** @param {any} index @param {Made} made @returns {string[]} */
function fromIndex({ idxname, relation: { relname }, unique, indexParams }, made) {
  if (!unique) made.plainIndexes.add(idxname);
  const columns = (indexParams ?? []).map((/** @type {Node} */ node) => as(node, 'IndexElem')?.name ?? '');
  if (!unique || made.tables.has(relname) || isAboutNew(relname, columns, made)) return [];
  return [`allows no two of the same in ${relname} (${idxname})`];
}

/** @param {Node[]} statements @param {Made} made */
function note(statements, made) {
  for (const statement of statements) {
    const table = as(statement, 'CreateStmt')?.relation.relname;
    if (table) made.tables.add(table);
    const { relation, cmds = [] } = as(statement, 'AlterTableStmt') ?? {};
    for (const node of cmds) {
      const { subtype, def } = as(node, 'AlterTableCmd');
      if (subtype === 'AT_AddColumn') made.columns.add(`${relation.relname}.${as(def, 'ColumnDef').colname}`);
    }
  }
}

/** @type {Readonly<Record<string, (body: any, made: Made) => string[]>>} */
const fromStatement = {
  AlterTableStmt: fromAlter,
  DropStmt: fromDrop,
  IndexStmt: fromIndex,
  RenameStmt: ({ subname, relation, newname }) => [
    `renames ${subname ?? relation?.relname ?? 'something'} to ${newname}`,
  ],
  AlterEnumStmt: ({ oldVal }) => (oldVal ? [`renames the value ${oldVal}`] : []),
  TruncateStmt: () => ['empties a table'],
};

/** @param {any} statement */
const leavesTransaction = ({ TransactionStmt: transaction, VacuumStmt: vacuum, IndexStmt: index }) =>
  (transaction && 'begins or ends a transaction') ||
  (vacuum && 'vacuums') ||
  (index?.concurrent && `makes the index ${index.idxname} concurrently`);

/**
 * @param {{ stmt?: Node }[]} parsed
 * @param {Set<string>} plainIndexes
 * @returns {{ taken: string[], outside: string[] }}
 */
export function contractions(parsed, plainIndexes) {
  const statements = parsed.flatMap(({ stmt }) => (stmt ? [stmt] : []));
  /** @type {Made} */
  const made = { tables: new Set(), columns: new Set(), plainIndexes };
  note(statements, made);
  return {
    taken: statements.flatMap((statement) =>
      Object.entries(statement).flatMap(([kind, body]) => fromStatement[kind]?.(body, made) ?? []),
    ),
    outside: statements.map(leavesTransaction).filter(Boolean),
  };
}
