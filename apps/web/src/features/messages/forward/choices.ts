import { may, type Conversation } from '@parley/contracts';

const shown = 30;

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** Where one may write, by latest activity; notes to self are found by that name too. */
export function choicesFor(list: readonly Conversation[], search: string, meId: string): readonly Conversation[] {
  const wanted = folded(search.trim());
  const names = (one: Conversation) => folded(one.peerId === meId ? `${one.name} notes to self` : one.name);
  return list.filter((one) => may(one.role, 'send', one) && names(one).includes(wanted)).slice(0, shown);
}
