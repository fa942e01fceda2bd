import { Config } from '../../../config';
import { Work, Worker } from '../../../platform/broker';
import { Cache } from '../../../platform/cache';
import { MailQueue, letters } from '../../notification';
import { ServerSettings } from '../../server';
import { PeopleRepository } from '../people/people.repository';

const everyMs = 3_600_000;

/** Tells those who look after the server that work has failed: once an hour, however much. */
@Worker()
export class DeadLetterNotice {
  constructor(
    private readonly people: PeopleRepository,
    private readonly mails: MailQueue,
    private readonly settings: ServerSettings,
    private readonly cache: Cache,
    private readonly config: Config,
  ) {}

  @Work('dead-letter.parked', 'notifications')
  async tell(): Promise<void> {
    if (!(await this.cache.putIfAbsent('notice:dead-letters', 'told', everyMs))) return;
    const { name: server } = await this.settings.read();
    const url = `${this.config.publicUrl}/api/admin/dead-letters`;
    for (const to of await this.people.staffAddresses()) this.mails.send(to, letters.deadLetters({ server, url }));
  }
}
