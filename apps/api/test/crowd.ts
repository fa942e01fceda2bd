import { Person } from './person';

export interface Pair {
  mira: Person;
  noor: Person;
  /** Their direct conversation. */
  id: string;
}

/** People of one test file, and the sockets they leave open. */
export class Crowd {
  private readonly people: Person[] = [];

  constructor(private readonly url: () => string) {}

  async join(name?: string): Promise<Person> {
    const person = await Person.join(this.url(), name);
    this.people.push(person);
    return person;
  }

  async pair(): Promise<Pair> {
    const [mira, noor] = await Promise.all([this.join(), this.join()]);
    return { mira, noor, id: (await mira.openDirect(noor)).id };
  }

  leave(): void {
    for (const person of this.people.splice(0)) person.leave();
  }
}
