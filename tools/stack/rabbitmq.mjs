import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runChild } from '../run/child.mjs';
import { Refusal } from '../run/tool.mjs';
import { findProgram, needProgram } from './programs.mjs';
import { answers, running, startInBackground, waitUntil } from './processes.mjs';
import { checkout, stackFolder, writeSecret } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @param {Settings} settings */
export const rabbitmqUrl = ({ password, ports }) => `amqp://parley:${password}@127.0.0.1:${ports.rabbitmq}`;

/** @param {Settings} settings */
export async function startRabbitmq(settings) {
  const { ports } = settings;
  await needProgram('rabbitmq-server', 'rabbitmq-server');
  const folder = stackFolder('rabbitmq');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeSecret(stackFolder('rabbitmq', 'rabbitmq.conf'), configuration(settings));
  writeSecret(stackFolder('rabbitmq', 'enabled_plugins'), '[rabbitmq_management].\n');
  const env = environment(settings, folder);
  await startNameServer(ports.epmd);
  await startInBackground({ name: 'rabbitmq', command: server(), args: [], env });
  await waitUntil('rabbitmq', () => answers(ports.rabbitmq, 'AMQP\0\0\u0009\u0001', 'RabbitMQ'), 120);
}

/**
 * A call within the one that runs. `rabbitmqctl` could do it, too, but starts an Erlang of its own for it, which takes seconds.
 * @param {Settings} settings @param {string} call module, function and arguments
 * @returns {Promise<string>}
 */
export async function callRabbitmq(settings, call) {
  const folder = stackFolder('rabbitmq');
  const env = environment(settings, folder);
  const cookie = readFileSync(`${folder}/.erlang.cookie`, 'utf8').trim();
  const name = env['RABBITMQ_NODENAME'] ?? '';
  const { code, output } = await runChild('erl_call', ['-sname', name, '-c', cookie, '-a', call], { env });
  if (code !== 0) throw new Refusal(`RabbitMQ does not do ${call}: ${output.trim()}`);
  return output;
}

/** Debian's wrapper in /usr/sbin insists on its own user; the script behind it runs as anybody. */
function server() {
  const script = findProgram('../lib/rabbitmq/bin/rabbitmq-server') ?? findProgram('rabbitmq-server');
  return /** @type {string} */ (script);
}

/** A name server of our own, on loopback: Erlang would start one for the whole machine, on all addresses, and leave it. @param {number} port */
async function startNameServer(port) {
  if (running('epmd')) return;
  const epmd = await needProgram('epmd', 'erlang-base');
  await startInBackground({ name: 'epmd', command: epmd, args: ['-port', String(port), '-address', '127.0.0.1'] });
  await waitUntil('epmd', () => answers(port), 10);
}

/** @param {Settings} settings */
function configuration({ password, ports }) {
  const lines = [
    'listeners.tcp.1 = 127.0.0.1:' + ports.rabbitmq,
    'management.tcp.ip = 127.0.0.1',
    'management.tcp.port = ' + ports.management,
    'default_user = parley',
    'default_pass = ' + password,
    // A developer's disk is nearly full more often than not; the default limit would block every publisher.
    'disk_free_limit.absolute = 50MB',
  ];
  return `${lines.join('\n')}\n`;
}

/** @param {Settings} settings @param {string} folder @returns {NodeJS.ProcessEnv} */
function environment({ ports }, folder) {
  return {
    PATH: [dirname(process.execPath), process.env['PATH'], '/usr/sbin'].join(':'),
    LANG: 'C.UTF-8',
    HOME: folder,
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: `${folder}/rabbitmq.conf`,
    RABBITMQ_ENABLED_PLUGINS_FILE: `${folder}/enabled_plugins`,
    RABBITMQ_MNESIA_BASE: `${folder}/mnesia`,
    RABBITMQ_LOG_BASE: `${folder}/log`,
    RABBITMQ_NODENAME: `parley-${checkout}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.erlang),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(ports.epmd),
  };
}
