/** Mistakes that are easy to make, each put in the place of one small part of the client. */
export const plantedBugs: { bug: string; plant: () => void }[] = [
  {
    bug: 'rows merged by arrival instead of by rev',
    plant: () => swap('../src/sync/law', { isNewer: () => true }),
  },
  {
    bug: 'holes went unnoticed',
    plant: () => swap('../src/sync/law', { isNext: (mine: number, theirs: number) => theirs > mine }),
  },
  {
    bug: 'deleted messages counted as unread',
    plant: () => {
      type Unread = typeof import('../src/sync/unread');
      const countUnread: Unread['countUnread'] = (messages, { me, readSeq }) => {
        const unread = [...messages].filter(({ seq, senderId }) => seq > readSeq && senderId !== me).length;
        return { unread, mentions: 0 };
      };
      swap('../src/sync/unread', { countUnread });
    },
  },
  {
    bug: 'a retry made a new clientId',
    plant: () => {
      const { deliver } = jest.requireActual<typeof import('../src/outbox/deliver')>('../src/outbox/deliver');
      let count = 0;
      const again: typeof deliver = (ground, entry) =>
        deliver(ground, { ...entry, clientId: `${entry.clientId}-${(count += 1)}` });
      swap('../src/outbox/deliver', { deliver: again });
    },
  },
  {
    bug: 'epochs were not looked at',
    plant: () => {
      const { Progress } = jest.requireActual<typeof import('../src/sync/progress')>('../src/sync/progress');
      class Careless extends Progress {
        override expect(epoch: string): void {
          this.epoch ??= epoch;
        }
      }
      swap('../src/sync/progress', { Progress: Careless });
    },
  },
  {
    bug: 'changes did not reach the older stretch that somebody reads',
    plant: () => {
      const { Aside } = jest.requireActual<typeof import('../src/sync/aside')>('../src/sync/aside');
      class Deaf extends Aside {
        override put(): void {
          // Hears of nothing.
        }
      }
      swap('../src/sync/aside', { Aside: Deaf });
    },
  },
  {
    bug: 'changes below the window were dropped while a page was on its way',
    plant: () => {
      const { MessageWindow } = jest.requireActual<typeof import('../src/sync/window')>('../src/sync/window');
      class Forgetful extends MessageWindow {
        override put(message: Parameters<InstanceType<typeof MessageWindow>['put']>[0]): boolean {
          return message.seq >= this.from || this.paging ? super.put(message) : false;
        }

        private paging = false;

        override endPage(page: Parameters<InstanceType<typeof MessageWindow>['endPage']>[0]): void {
          this.paging = true;
          super.endPage(page);
          this.paging = false;
        }
      }
      swap('../src/sync/window', { MessageWindow: Forgetful });
    },
  },
  {
    bug: 'an older state of settings and drafts took the place of a newer one',
    plant: () => {
      const { Facts } = jest.requireActual<typeof import('../src/sync/facts')>('../src/sync/facts');
      class Gullible extends Facts {
        override settings(settings: Parameters<InstanceType<typeof Facts>['settings']>[0], rev: number): void {
          super.settings(settings, Math.max(rev, this.value.settingsRev + 1));
        }
      }
      swap('../src/sync/facts', { Facts: Gullible });
    },
  },
  {
    bug: 'places in the list were not heard of after the first time',
    plant: () => {
      const { Facts } = jest.requireActual<typeof import('../src/sync/facts')>('../src/sync/facts');
      class Deaf extends Facts {
        override place(): void {
          // It keeps the place it was first seen at.
        }
      }
      swap('../src/sync/facts', { Facts: Deaf });
    },
  },
  {
    bug: 'answers kept what they answered as it was',
    plant: () => swap('../src/quote', { requoted: (answer: unknown) => answer }),
  },
  {
    bug: 'what I deleted for myself came back with the next change of it',
    plant: () => {
      const { MessageWindow } = jest.requireActual<typeof import('../src/sync/window')>('../src/sync/window');
      class Leaky extends MessageWindow {
        override isBarred(): boolean {
          return false;
        }

        override hide(seq: number): void {
          super.hide(seq);
          this.hidden.delete(seq);
        }
      }
      swap('../src/sync/window', { MessageWindow: Leaky });
    },
  },
  {
    bug: 'refused acts were shown as if they had been done',
    plant: () => {
      const { Acts } = jest.requireActual<typeof import('../src/acts/acts')>('../src/acts/acts');
      class Stubborn extends Acts {
        protected override takeBack(): void {}
      }
      swap('../src/acts/acts', { Acts: Stubborn });
    },
  },
  {
    bug: 'live events were followed before the catch-up was through',
    plant: () => {
      const { SyncEngine } = jest.requireActual<typeof import('../src/sync/engine')>('../src/sync/engine');
      class Hasty extends SyncEngine {
        override async opened(): Promise<void> {
          await Promise.resolve();
        }
      }
      swap('../src/sync/engine', { SyncEngine: Hasty });
    },
  },
];

const planted = new Set<string>();

function swap(path: string, parts: object): void {
  planted.add(path);
  jest.doMock(path, () => ({ ...jest.requireActual<object>(path), ...parts }));
}

/** A mock outlives the registry it was made for. */
export function uproot(): void {
  for (const path of planted) jest.dontMock(path);
  planted.clear();
}
