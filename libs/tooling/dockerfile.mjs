// node libs/tooling/dockerfile.mjs [FILE]    the Dockerfile, parsed and held against a few rules
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Copy, DockerfileParser } from 'dockerfile-ast';

const KNOWN =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );
const SECRET = /\b\w*(PASSWORD|SECRET|TOKEN)\w*=/i;

/**
 * @typedef {{ keyword: string, text: string, from?: string }} Instruction
 * @typedef {{ name: string, image: string, instructions: Instruction[] }} Stage
 */

/** @param {string} path @returns {Stage[]} */
function readStages(path) {
  /** @type {Stage[]} */
  const stages = [];
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    const keyword = instruction.getKeyword();
    const text = instruction.getRawArgumentsContent() ?? '';
    const [image = '', , name = ''] = text.split(/\s+/);
    if (keyword === 'FROM') stages.push({ name, image, instructions: [] });
    else stages.at(-1)?.instructions.push({ keyword, text, from: sourceStage(instruction) });
  }
  return stages;
}

/** @param {import('dockerfile-ast').Instruction} instruction @returns {string | undefined} of a COPY --from */
function sourceStage(instruction) {
  if (!(instruction instanceof Copy)) return undefined;
  return instruction.getFromFlag()?.getValue() ?? undefined;
}

/** @param {string} text an exec form is a JSON list of strings; Docker takes anything else for a shell command */
function isExecForm(text) {
  try {
    const list = JSON.parse(text.slice(text.indexOf('[')));
    return Array.isArray(list) && list.every((part) => typeof part === 'string');
  } catch {
    return false;
  }
}

/** @param {Stage[]} stages */
function everywhere(stages) {
  const names = stages.map(({ name }) => name);
  const all = stages.flatMap(({ instructions }) => instructions);
  return [
    ...stages
      .filter(({ image }) => !names.includes(image) && !/:(?!latest$)[\w.-]+$/.test(image))
      .map(({ image }) => `base-has-a-version: ${image}`),
    ...all.filter(({ keyword }) => !KNOWN.includes(keyword)).map(({ keyword }) => `known-instructions: ${keyword}`),
    ...all
      .filter(({ from }) => from && !names.includes(from))
      .map(({ from }) => `copies-from-a-stage: ${from} is none`),
    ...all.filter(({ keyword }) => keyword === 'ADD').map(() => 'copy-and-not-add: ADD unpacks and downloads'),
    ...all
      .filter(({ keyword, text }) => /^(ENV|ARG)$/.test(keyword) && SECRET.test(text))
      .map(({ keyword }) => `no-secret-in-the-image: ${keyword} keeps it in every layer`),
    ...all.filter(({ keyword }) => keyword === 'RUN').flatMap(({ text }) => runs(text)),
  ];
}

/** @param {string} text of a RUN */
function runs(text) {
  const problems = [];
  if (/\bnpm (install|i)\b/.test(text)) problems.push('npm-ci-only: npm install may change what the lockfile says');
  if (/apt-get install/.test(text) && !/--no-install-recommends/.test(text))
    problems.push('apt-stays-small: recommends');
  if (/apt-get update/.test(text) && !/rm -rf \/var\/lib\/apt\/lists/.test(text))
    problems.push('apt-stays-small: lists');
  return problems;
}

/** @param {Stage} stage the last one: what people run */
function finalStage({ instructions }) {
  const last = (/** @type {string} */ keyword) => instructions.findLast((each) => each.keyword === keyword)?.text ?? '';
  const environment = instructions.filter(({ keyword }) => keyword === 'ENV').map(({ text }) => text);
  const problems = [];
  if (!last('USER') || /^(root|0)\b/.test(last('USER'))) problems.push('not-as-root: no USER but root');
  if (!isExecForm(last('CMD')) || !isExecForm(last('ENTRYPOINT')))
    problems.push('exec-form: a shell would swallow SIGTERM');
  if (!/tini/.test(last('ENTRYPOINT'))) problems.push('has-an-init: the ENTRYPOINT is not tini');
  if (!/CMD \[/.test(last('HEALTHCHECK'))) problems.push('shows-its-health: no HEALTHCHECK in exec form');
  if (!environment.some((text) => /\bNODE_ENV=production\b/.test(text)))
    problems.push('production: NODE_ENV is not set');
  if (instructions.some(({ keyword, text }) => keyword === 'COPY' && text.startsWith('. '))) {
    problems.push('only-what-runs: the whole source is copied into the last stage');
  }
  return problems;
}

const stages = readStages(process.argv[2] ?? join(import.meta.dirname, '../../Dockerfile'));
const end = stages.at(-1);
const problems = end ? [...everywhere(stages), ...finalStage(end)] : ['known-instructions: no FROM'];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
