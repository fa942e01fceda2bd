import type { AnswerOf, ClientEventName } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import type { LimitName } from '../../platform/rate-limits';
import type { ParleySocket } from '../socket';

/** Who asks: the socket, and the person behind it, from its verified token and from nothing else. */
export interface Asker {
  actor: Actor;
  socket: ParleySocket;
}

interface Asked<Body extends object> {
  /** What its body is checked by. */
  body: new () => Body;
  /** What it spends of. */
  limit?: LimitName;
}

type Handler<E extends ClientEventName, Body extends object> = (
  body: Body,
  asker: Asker,
) => Promise<AnswerOf<E>> | AnswerOf<E>;

/** A method that answers, as `Answering` reads it from the class. */
export interface Mark extends Asked<object> {
  event: ClientEventName;
  handler: (body: object, asker: Asker) => unknown;
}

const key = 'parley:answers';

/** Marks the method of a provider that answers a client event: limited and checked in, acknowledged out. */
export const Answers =
  <E extends ClientEventName, Body extends object>(event: E, asked: Asked<Body>) =>
  ({ constructor }: object, _: string, { value: handler }: { value?: Handler<E, Body> }): void => {
    Reflect.defineMetadata(key, [...marksOf(constructor), { event, handler, ...asked }], constructor);
  };

export const marksOf = (type: object): readonly Mark[] =>
  (Reflect.getOwnMetadata(key, type) as Mark[] | undefined) ?? [];
