import type { ChainableCommander } from 'ioredis';
import { randomUUID } from 'node:crypto';
import type { Metrics } from '../metrics';
import type { Redis } from '../redis';
import { Presence, type Present, isPresent, morePresent, presenceTimes } from './presence.port';

/** People in one command: a large one would hold up what else Redis does. */
const chunk = 1_000;
/** Nodes that are asked. Whoever can write to Redis could invent any number. */
const nodesMost = 100;

/**
 * A hash a node, from its people to how they are, which is gone when the node does not say it again in time; and a set of
 * the nodes. However many sockets come and go, it is a few commands for each moment's worth of them.
 */
export class RedisPresence extends Presence {
  private readonly node = randomUUID();
  private readonly mine: string;
  private readonly nodes: string;
  /** Whether all that was put has arrived. */
  private isSure = false;

  constructor(
    private readonly redis: Redis,
    private readonly metrics: Metrics,
    private readonly times = presenceTimes,
  ) {
    super();
    this.nodes = `${redis.prefix}presence`;
    this.mine = this.keyOf(this.node);
  }

  async put(moved: ReadonlyMap<string, Present | null>): Promise<void> {
    const commands = this.redis.commands.multi();
    const present = [...moved].filter((one): one is [string, Present] => one[1] !== null);
    const gone = [...moved].filter(([, state]) => state === null).map(([id]) => id);
    for (const some of chunksOf(present)) commands.hset(this.mine, ...some.flat());
    for (const some of chunksOf(gone)) commands.hdel(this.mine, ...some);
    await this.write(this.stay(commands));
  }

  async beat(everybody: ReadonlyMap<string, Present>): Promise<void> {
    // What was flushed and then put again in part has another length.
    if (!this.isSure || !(await this.holds(everybody.size))) await this.say(everybody);
    await this.forgetDead();
  }

  async elsewhere(userIds: readonly string[]): Promise<Map<string, Present>> {
    const found = new Map<string, Present>();
    const others = await this.others();
    if (others.length === 0 || userIds.length === 0) return found;
    for (const ids of chunksOf(userIds)) {
      const commands = this.redis.commands.pipeline();
      for (const node of others) commands.hmget(this.keyOf(node), ...ids);
      for (const [error, states] of (await commands.exec()) ?? []) {
        // Redis itself refusing is about what stands under that key; anything else means that nothing is known.
        if (error && error.name !== 'ReplyError') throw error;
        this.merge(found, ids, states);
      }
    }
    return found;
  }

  async leave(): Promise<void> {
    await this.redis.commands.pexpire(this.mine, this.times.leavingMs);
  }

  private keyOf(node: string): string {
    return `${this.redis.prefix}presence:${node}`;
  }

  private async others(): Promise<string[]> {
    const nodes = await this.redis.commands.srandmember(this.nodes, nodesMost);
    return nodes.filter((node) => node !== this.node);
  }

  private stay(commands: ChainableCommander): ChainableCommander {
    return commands.pexpire(this.mine, this.times.forgottenAfterMs).sadd(this.nodes, this.node);
  }

  private async holds(size: number): Promise<boolean> {
    const [count] = await this.write(this.stay(this.redis.commands.multi().hlen(this.mine)));
    return count === size;
  }

  /** Sure from now on, unless this or something put meanwhile fails. */
  private async say(everybody: ReadonlyMap<string, Present>): Promise<void> {
    this.isSure = true;
    const commands = this.redis.commands.multi().del(this.mine);
    for (const some of chunksOf([...everybody])) commands.hset(this.mine, ...some.flat());
    await this.write(this.stay(commands));
  }

  private async write(commands: ChainableCommander): Promise<unknown[]> {
    try {
      const answers = (await commands.exec()) ?? [];
      const refusal = answers.find(([error]) => error)?.[0];
      if (refusal) throw refusal;
      return answers.map(([, answer]) => answer);
    } catch (error) {
      this.isSure = false;
      throw error;
    }
  }

  /** Nodes whose people have expired. One that is alive and alone comes back with its next word. */
  private async forgetDead(): Promise<void> {
    const others = await this.others();
    if (others.length === 0) return;
    const commands = this.redis.commands.pipeline();
    for (const node of others) commands.exists(this.keyOf(node));
    const answers = (await commands.exec()) ?? [];
    const dead = others.filter((_, index) => answers[index]?.[1] === 0);
    if (dead.length > 0) await this.redis.commands.srem(this.nodes, ...dead);
  }

  /** What stands there is as whoever reaches Redis wrote it. */
  private merge(found: Map<string, Present>, ids: readonly string[], states: unknown): void {
    const given: unknown[] = Array.isArray(states) ? states : [];
    if (given.length !== ids.length) this.metrics.presence.inc({ outcome: 'refused' });
    for (const [index, state] of given.entries()) {
      const id = ids[index] ?? '';
      if (isPresent(state)) found.set(id, morePresent(found.get(id), state) ?? state);
      else if (state !== null) this.metrics.presence.inc({ outcome: 'refused' });
    }
  }
}

function chunksOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / chunk) }, (_, n) => all.slice(n * chunk, (n + 1) * chunk));
}
