import type { Person } from '@parley/client';
import { serverMay, type Conversation } from '@parley/contracts';
import { Bookmark, Hash, type LucideIcon } from 'lucide-react';
import { useClient } from '../../../lib/client-context';
import { useSubmit } from '../../../lib/use-submit';
import { useMe } from '../../../lib/watch';
import { FormFailure } from '../../../ui/form-failure';
import { Icon } from '../../../ui/icon';
import { wordsForWriting } from '../acts/words';
import { PeopleSearch } from '../people/people-search';

interface NewDirectProps {
  onMade: (conversation: Conversation) => void;
  onBrowse: () => void;
}

/** One person: choosing them is enough. */
export function NewDirect({ onMade, onBrowse }: NewDirectProps) {
  const { conversations } = useClient();
  const me = useMe();
  const { failure, submit } = useSubmit(async ({ id }: Pick<Person, 'id'>) =>
    onMade(await conversations.openDirect(id)),
  );
  return (
    <>
      <FormFailure failure={failure && { ...failure, words: wordsForWriting(failure.cause) }} className="" />
      <PeopleSearch label="Name or username" first onPick={(person) => void submit(person)} />
      <div className="-mb-2 flex flex-col border-t border-line pt-2">
        <Other icon={Bookmark} words="Notes to self" onClick={() => void submit(me)} />
        {serverMay(me.role, 'room.browse') ? (
          <Other icon={Hash} words="Browse public rooms" onClick={onBrowse} />
        ) : null}
      </div>
    </>
  );
}

function Other({ icon, words, onClick }: { icon: LucideIcon; words: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-11 items-center gap-3 rounded-[12px] px-2.5 text-left font-medium hover:bg-hover"
    >
      <Icon of={icon} size={18} className="text-ink-2" />
      {words}
    </button>
  );
}
