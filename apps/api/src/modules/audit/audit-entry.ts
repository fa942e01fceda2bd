import type { AuditType, AuditEntry as Wire } from '@parley/contracts';
import type { Device } from '../../platform/network';

export type AuditData = Wire['data'];

/** Something that happened, as those tell it who saw it happen. */
export interface Happened {
  type: AuditType;
  /** Who did it; left out when nobody had shown who they are. */
  actorId?: string | undefined;
  /** Whom it concerns; left out when it is the actor. */
  subjectId?: string | undefined;
  device?: Device | undefined;
  /** A few facts, never a secret. */
  data?: AuditData | undefined;
}

const most = { facts: 10, characters: 200 };

/** Some of it was typed by strangers: PostgreSQL keeps neither NUL nor half a character, and a record stays small. */
export function bounded(data: AuditData): AuditData {
  const facts = Object.entries(data).slice(0, most.facts);
  return Object.fromEntries(facts.map(([name, value]) => [name, typeof value === 'string' ? storable(value) : value]));
}

export const storable = (text: string): string =>
  text.slice(0, most.characters).toWellFormed().replaceAll('\0', '\ufffd');
