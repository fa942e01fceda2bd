import { Injectable } from '@nestjs/common';
import { CreateService } from '../modules/chat';
import { SendService } from '../modules/messages';
import { ReceiptsService } from '../modules/receipts';
import type { Actor } from '../platform/actor';
import { StartupError } from '../platform/errors';
import { SignUpService } from '../modules/auth';
import { UsersRepository } from '../modules/users';
import type { Talk } from './talk';
import { type Plan, readUpTo } from './generator';
import { type Username, domain, everybody, password, people } from './people';
import { SeedRepository } from './seed.repository';

export type Crew = Record<Username, Actor>;

/** What one commit takes, see group-commit.ts. */
const chunk = 128;
const datesAtOnce = 5_000;

/** Does what people would have done, with the services they would have used. */
@Injectable()
export class SeedService {
  constructor(
    private readonly signUp: SignUpService,
    private readonly users: UsersRepository,
    private readonly create: CreateService,
    private readonly sends: SendService,
    private readonly receipts: ReceiptsService,
    private readonly repository: SeedRepository,
  ) {}

  async crew(): Promise<Crew> {
    const crew: Partial<Crew> = {};
    // One after the other: the first account owns the server, and that has to be Eli.
    for (const username of everybody) crew[username] = { userId: await this.person(username), sessionId: '' };
    return crew as Crew;
  }

  /** Makes or finds one conversation and says what is planned; answers how much of it was new. */
  async talk({ talk, messages }: Plan, crew: Crew): Promise<number> {
    const [first] = messages;
    if (!first) return 0;
    const conversationId = await this.conversation(talk, crew);
    // Said already, be it in the words of an earlier version: then nothing is said a second time.
    const there = await this.repository.messagesIn(conversationId);
    const fresh = there < messages.length ? await this.say(conversationId, messages, crew) : 0;
    // Where somebody has spoken since, or a larger seed has been, the dates and the pointers are theirs.
    if ((await this.repository.messagesIn(conversationId)) !== messages.length) return fresh;
    for (let from = 0; from < messages.length; from += datesAtOnce) {
      const some = messages.slice(from, from + datesAtOnce);
      await this.repository.datePast(
        conversationId,
        from,
        some.map(({ at }) => at),
      );
    }
    await this.repository.dateBeginning(conversationId, new Date(first.at.getTime() - 3_600_000));
    await this.read(conversationId, { talk, messages }, crew);
    return fresh;
  }

  private async person(username: Username): Promise<string> {
    const email = `${username}@${domain}`;
    const there = await this.users.findByLogin(email);
    if (there) return there.id;
    const namesake = await this.users.findByLogin(username);
    if (namesake) throw new StartupError(`Somebody else is called ${username} here: seed an empty server.`);
    const newcomer = { email, username, password, name: people[username], emailVerified: true };
    const made = await this.signUp.create(newcomer, { local: true });
    return made.id;
  }

  private async conversation(talk: Talk, crew: Crew): Promise<string> {
    const [owner = 'eli', ...others] = talk.members;
    if (talk.kind === 'direct') {
      const opened = await this.create.openDirect(crew[owner], crew[others[0] ?? owner].userId);
      return opened.conversationId;
    }
    const { kind, name, visibility } = talk;
    const there = await this.repository.findGroup(kind, name, crew[owner].userId);
    const memberIds = others.map((other) => crew[other].userId);
    if (there) return there;
    const made = await this.create.createGroup(crew[owner], { kind, name, visibility, memberIds });
    return made.conversationId;
  }

  private async say(conversationId: string, messages: Plan['messages'], crew: Crew): Promise<number> {
    const ids: string[] = [];
    let fresh = 0;
    while (ids.length < messages.length) {
      const said = await Promise.all(
        sendable(messages, ids.length).map(({ sender, clientId, text, replyTo }) => {
          const answered = replyTo === null ? undefined : ids[replyTo];
          return this.sends.send(crew[sender], {
            conversationId,
            clientId,
            text,
            ...(answered ? { replyTo: answered } : {}),
          });
        }),
      );
      ids.push(...said.map(({ message }) => message.id));
      fresh += said.filter((one) => one.fresh).length;
    }
    return fresh;
  }

  private async read(conversationId: string, { talk, messages }: Plan, crew: Crew): Promise<void> {
    for (const member of talk.members) {
      const unread = member === 'eli' ? (talk.unread ?? 0) : 0;
      const seq = readUpTo(messages, member, unread);
      await this.receipts.move(crew[member], 'delivered', { conversationId, seq: messages.length });
      await this.receipts.move(crew[member], 'read', { conversationId, seq });
    }
  }
}

/** The next that can go together: an answer waits until what it answers has an id. */
function sendable(messages: Plan['messages'], from: number): Plan['messages'] {
  const next = messages.slice(from, from + chunk);
  const waits = next.findIndex(({ replyTo }) => replyTo !== null && replyTo >= from);
  return waits === -1 ? next : next.slice(0, waits);
}
