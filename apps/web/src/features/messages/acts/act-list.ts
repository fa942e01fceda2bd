import type { LucideIcon } from 'lucide-react';
import {
  Bookmark,
  BookmarkX,
  CheckCheck,
  Copy,
  EyeOff,
  Forward,
  History,
  Link,
  Link2Off,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
} from 'lucide-react';
import type { MessageAct } from './possible-acts';

export interface ListedAct {
  act: MessageAct;
  icon: LucideIcon;
  label: string;
  careful?: boolean;
}

/** In the order of the menu; a line stands before what takes something away. */
export const listedActs: readonly ListedAct[] = [
  { act: 'react', icon: SmilePlus, label: 'Add a reaction' },
  { act: 'reply', icon: Reply, label: 'Reply' },
  { act: 'edit', icon: Pencil, label: 'Edit' },
  { act: 'forward', icon: Forward, label: 'Forward…' },
  { act: 'pin', icon: Pin, label: 'Pin for everybody' },
  { act: 'unpin', icon: PinOff, label: 'Unpin' },
  { act: 'save', icon: Bookmark, label: 'Save for later' },
  { act: 'unsave', icon: BookmarkX, label: 'Take out of saved' },
  { act: 'copy', icon: Copy, label: 'Copy text' },
  { act: 'link', icon: Link, label: 'Copy link' },
  { act: 'read-by', icon: CheckCheck, label: 'Read by…' },
  { act: 'unpreview', icon: Link2Off, label: 'Take the preview away' },
  { act: 'history', icon: History, label: 'History of edits' },
  { act: 'delete-for-me', icon: EyeOff, label: 'Delete for me', careful: true },
  { act: 'delete-for-all', icon: Trash2, label: 'Delete for everyone…', careful: true },
];
