// node libs/tooling/compose.mjs [FILE]    what the compose schema cannot know: secrets, health, volumes
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const SECRET = /(PASSWORD|PASS|SECRET|TOKEN|KEY|AUTH)$/;

/**
 * @typedef {object} Service
 * @property {string} [image]
 * @property {unknown} [build]
 * @property {Record<string, string>} [environment]
 * @property {unknown} [healthcheck]
 * @property {Record<string, { condition?: string }> | string[]} [depends_on]
 * @property {string[]} [volumes]
 * @property {string[]} [command]
 * @typedef {{ services: Record<string, Service>, volumes?: Record<string, unknown> }} Compose
 * @typedef {{ rule: string, message: string }} Problem
 */

/** @param {Compose} compose @returns {Problem[]} */
function literalSecrets({ services }) {
  return Object.entries(services).flatMap(([name, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([key, value]) => SECRET.test(key) && !/^\$\{\w+:\?[^}]+\}$/.test(value))
      .map(([key]) => ({
        rule: 'secrets-are-required',
        message: `${name}: ${key} must be \${NAME:?why}, with no default`,
      })),
  );
}

/** A password inside a URL or a command. @param {string} text @returns {Problem[]} */
function optionalSecrets(text) {
  const used = [...text.matchAll(/\$\{(\w+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({ name, rest }));
  const open = used.filter(({ name, rest }) => SECRET.test(name) && !rest.startsWith(':?'));
  return open.map(({ name }) => ({
    rule: 'secrets-are-required',
    message: `\${${name}} may be empty or has a default`,
  }));
}

/** @param {Compose} compose @returns {Problem[]} */
function health({ services }) {
  return Object.entries(services)
    .filter(([, { image, healthcheck }]) => image && !healthcheck)
    .map(([name]) => ({ rule: 'every-service-shows-its-health', message: `${name} has no healthcheck` }));
}

/** @param {Compose} compose @returns {Problem[]} */
function order({ services }) {
  return Object.entries(services).flatMap(([name, { depends_on: needs = {} }]) => {
    const entries = Array.isArray(needs)
      ? needs.map((need) => /** @type {const} */ ([need, {}]))
      : Object.entries(needs);
    return entries
      .filter(([need, how]) => !services[need] || !('condition' in how) || how.condition !== 'service_healthy')
      .map(([need]) => ({
        rule: 'order-by-health',
        message: `${name} must wait until an existing ${need} is healthy`,
      }));
  });
}

/** @param {Compose} compose @returns {Problem[]} */
function volumes({ services, volumes: declared = {} }) {
  const used = Object.values(services).flatMap((service) =>
    (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? ''),
  );
  const names = Object.keys(declared);
  const strangers = used.filter((name) => !names.includes(name)).map((name) => `${name} is not a named volume`);
  const idle = names.filter((name) => !used.includes(name)).map((name) => `the volume ${name} is never used`);
  return [...strangers, ...idle].map((message) => ({ rule: 'volumes-have-names', message }));
}

/** @param {string} path @returns {Problem[]} */
function inspect(path) {
  const text = readFileSync(path, 'utf8');
  /** @type {Compose} */
  const compose = parse(text);
  return [literalSecrets, health, order, volumes].flatMap((rule) => rule(compose)).concat(optionalSecrets(text));
}

const problems = inspect(process.argv[2] ?? join(import.meta.dirname, '../../docker-compose.yml'));
for (const { rule, message } of problems) console.log(`${rule}: ${message}`);
process.exitCode = problems.length > 0 ? 1 : 0;
