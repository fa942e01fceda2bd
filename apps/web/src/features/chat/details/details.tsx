import { may, type Conversation } from '@parley/contracts';
import { X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useMe } from '../../../lib/watch';
import { IconButton } from '../../../ui/button';
import { Confirm, type Question } from '../acts/confirm';
import { About } from './about';
import { EndActs } from './end-acts';
import { MemberSection } from './member-section';
import { MySettings } from './my-settings';
import { PlaceSettings } from './place-settings';

const EditPlace = lazy(() => import('./edit-place').then((module) => ({ default: module.EditPlace })));
const AddPeople = lazy(() => import('./add-people').then((module) => ({ default: module.AddPeople })));
const Banned = lazy(() => import('./banned').then((module) => ({ default: module.Banned })));

interface DetailsProps {
  conversation: Conversation;
  /** It covers what had it. */
  takesFocus: boolean;
  onClose: () => void;
}

/** What a conversation is, who is in it, and how I have it. What is shown is what `may` allows. */
export function Details({ conversation, takesFocus, onClose }: DetailsProps) {
  const me = useMe();
  const [opened, setOpened] = useState<'edit' | 'add' | 'banned' | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setOpened(null);
  const isPlace = conversation.kind !== 'direct';
  return (
    <Frame takesFocus={takesFocus} onClose={onClose}>
      <About
        conversation={conversation}
        onEdit={may(conversation.role, 'edit', conversation) ? () => setOpened('edit') : null}
      />
      <MySettings conversation={conversation} />
      {isPlace ? <MemberSection conversation={conversation} me={me} onOpen={setOpened} onAsk={setQuestion} /> : null}
      {may(conversation.role, 'configure', conversation) ? <PlaceSettings conversation={conversation} /> : null}
      {isPlace ? <EndActs conversation={conversation} onAsk={setQuestion} /> : null}
      <Suspense fallback={null}>
        {opened === 'edit' ? <EditPlace conversation={conversation} onClose={close} /> : null}
        {opened === 'add' ? <AddPeople conversation={conversation} onClose={close} /> : null}
        {opened === 'banned' ? <Banned conversation={conversation} onClose={close} /> : null}
      </Suspense>
      {question ? <Confirm question={question} onClose={() => setQuestion(null)} /> : null}
    </Frame>
  );
}

interface FrameProps extends Pick<DetailsProps, 'takesFocus' | 'onClose'> {
  children: ReactNode;
}

function Frame({ takesFocus, onClose, children }: FrameProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <>
      <header className="flex h-[60px] shrink-0 items-center gap-3 border-b border-line pr-3 pl-5">
        <h2 ref={title} tabIndex={-1} className="grow text-[16px] font-semibold tracking-[-0.01em] outline-none">
          About
        </h2>
        <IconButton icon={X} label="Close details" onClick={onClose} />
      </header>
      <div className="scroll-thin flex min-h-0 grow flex-col gap-5 overflow-y-auto px-5 py-5 pb-[max(20px,env(safe-area-inset-bottom))]">
        {children}
      </div>
    </>
  );
}
