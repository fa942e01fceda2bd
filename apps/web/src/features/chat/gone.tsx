import type { Conversation } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { Notice } from '../../ui/notice';
import { wordsForJoining } from './acts/words';

/** It was open here a moment ago. */
export function Gone({ conversation, deleted }: { conversation: Conversation; deleted: boolean }) {
  const { conversations } = useClient();
  const navigate = useNavigate();
  const [joined, setJoined] = useState(false);
  const { busy, failure, submit } = useSubmit(async () => {
    await conversations.join(conversation.id);
    setJoined(true);
  });
  const { name, kind, visibility } = conversation;
  const open = kind === 'room' && visibility === 'public' && !deleted && !joined;
  return (
    <Notice
      tone="status"
      title={deleted ? `${name} was deleted` : `You are no longer in ${name}`}
      actions={
        <>
          {open ? (
            <Button look="soft" busy={busy} onClick={() => void submit()}>
              Join again
            </Button>
          ) : null}
          <Button onClick={() => void navigate({ to: '/' })}>Other conversations</Button>
        </>
      }
    >
      {deleted
        ? 'Nobody can read it any more. Whoever owned it can take that back for some days.'
        : 'You left or were removed, so its messages are not shown here any more.'}
      <FormFailure failure={failure && { ...failure, words: wordsForJoining(failure.cause) }} className="mt-3" />
    </Notice>
  );
}
