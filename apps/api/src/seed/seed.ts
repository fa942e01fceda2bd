import type { INestApplicationContext } from '@nestjs/common';
import { talks } from './conversations';
import { planServer } from './generator';
import { SeedService } from './seed.service';

export interface Seeded {
  messages: number;
  fresh: number;
  seconds: number;
}

/** Fills the server of this application. Twice is once. */
export async function seed(app: INestApplicationContext, total: number, say: (line: string) => void): Promise<Seeded> {
  const service = app.get(SeedService);
  const crew = await service.crew();
  say(`${Object.keys(crew).length} people are here.`);
  const since = performance.now();
  let messages = 0;
  let fresh = 0;
  for (const plan of planServer(talks, total, Date.now())) {
    fresh += await service.talk(plan, crew);
    messages += plan.messages.length;
    say(`  ${String(messages).padStart(7)} of ${total}  ${plan.talk.name}`);
  }
  return { messages, fresh, seconds: (performance.now() - since) / 1000 };
}
