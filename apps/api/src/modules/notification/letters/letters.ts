import type { Letter } from '../mail';
import { short, write } from './letter';

interface From {
  /** What the server is called. */
  server: string;
}

interface WithCode extends From {
  code: string;
  minutes: number;
}

interface WithLink extends From {
  url: string;
}

const notAsked = 'If you did not ask for this, you can ignore this mail.';
const notYou = 'If this was not you, reset your password at once and look at the list of your sessions.';

/**
 * Nothing that a stranger chose stands in a letter: with a name in it anybody could have us send their words to anybody,
 * by making an account with that person's address.
 */
export const letters = {
  signInCode: ({ server, code, minutes }: WithCode): Letter =>
    letter(server, {
      kind: 'sign-in code',
      subject: (name) => `Your sign-in code for ${name}`,
      before: ['Enter this code to sign in:'],
      code,
      after: [
        `It works once, for ${minutes} minutes. Nobody who works on the server will ever ask you for it.`,
        notAsked,
      ],
    }),

  stepUpCode: ({ server, code, minutes }: WithCode): Letter =>
    letter(server, {
      kind: 'step-up code',
      subject: (name) => `Your confirmation code for ${name}`,
      before: ['Enter this code to confirm that it is you:'],
      code,
      after: [
        `It works once, for ${minutes} minutes. If you did not ask for it, somebody else is signed in as you: ${lower(notYou)}`,
      ],
    }),

  firstCode: ({ server, url }: WithLink): Letter =>
    letter(server, {
      kind: 'first code',
      subject: (name) => `You signed in to ${name} with a code`,
      before: [
        'Your account with this address was made before anybody had shown that the address is theirs. By signing in with a code you now have.',
        'If it was not you who made the account, set a new password now: that signs everybody else out.',
      ],
      action: { label: 'Set a new password', url },
      after: ['If you made it yourself, you need do nothing.'],
    }),

  verifyEmail: ({ server, url }: WithLink): Letter =>
    letter(server, {
      kind: 'verify e-mail',
      subject: (name) => `Confirm your e-mail address for ${name}`,
      before: ['Somebody, probably you, made an account with this address. Confirm that it is yours:'],
      action: { label: 'Confirm this address', url },
      after: ['The link works once, for 24 hours.', notAsked],
    }),

  resetPassword: ({ server, url }: WithLink): Letter =>
    letter(server, {
      kind: 'reset password',
      subject: (name) => `Set a new password for ${name}`,
      before: ['Somebody, probably you, asked to set a new password for the account with this address:'],
      action: { label: 'Set a new password', url },
      after: ['The link works once, for one hour. All your devices will be signed out.', notAsked],
    }),

  passwordChanged: ({ server }: From): Letter =>
    letter(server, {
      kind: 'password changed',
      subject: (name) => `Your password for ${name} was changed`,
      before: ['The password of your account was just changed, and your other devices were signed out.'],
      after: [notYou],
    }),

  confirmNewEmail: ({ server, url }: WithLink): Letter =>
    letter(server, {
      kind: 'confirm new e-mail',
      subject: (name) => `Confirm your new e-mail address for ${name}`,
      before: [
        'Somebody, probably you, wants to use this address for their account from now on. Confirm that it is yours:',
      ],
      action: { label: 'Use this address', url },
      after: ['The link works once, for 24 hours.', notAsked],
    }),

  emailChangeAsked: ({ server }: From): Letter =>
    letter(server, {
      kind: 'e-mail change asked',
      subject: (name) => `Your e-mail address for ${name} is about to change`,
      before: [
        'Somebody, probably you, asked to use another e-mail address for your account. Nothing has changed yet: the new address has to be confirmed first.',
      ],
      after: [notYou],
    }),

  emailChanged: ({ server, to }: From & { to: string }): Letter =>
    letter(server, {
      kind: 'e-mail changed',
      subject: (name) => `Your e-mail address for ${name} was changed`,
      before: [`Your account now uses ${short(to, 254)}, and no longer this address.`],
      after: [
        'If this was not you, write to whoever looks after the server: this address can no longer reset your password.',
      ],
    }),

  emailHasAccount: ({ server }: From): Letter =>
    letter(server, {
      kind: 'e-mail has an account',
      subject: (name) => `Somebody wanted to use your e-mail address on ${name}`,
      before: [
        'Somebody, perhaps you, asked to use this address for another account. It belongs to yours already, so nothing was changed.',
      ],
      after: ['You need do nothing.'],
    }),

  secondFactorOn: ({ server }: From): Letter =>
    letter(server, {
      kind: 'second factor on',
      subject: (name) => `Two-step sign-in for ${name} is on`,
      before: ['From now on signing in to your account also takes a code from your authenticator.'],
      after: ['Keep your recovery codes in a safe place: they are the way in when the authenticator is lost.', notYou],
    }),

  secondFactorOff: ({ server }: From): Letter =>
    letter(server, {
      kind: 'second factor off',
      subject: (name) => `Two-step sign-in for ${name} is off`,
      before: ['Signing in to your account no longer takes a code from an authenticator.'],
      after: [notYou],
    }),

  deadLetters: ({ server, url }: From & { url: string }): Letter =>
    letter(server, {
      kind: 'dead letters',
      subject: (name) => `${name} could not finish some of its work`,
      before: [
        'Messages between the parts of the server failed too often and are parked. Chatting goes on; what they stood for (a mail, a preview) has not happened.',
      ],
      after: [
        `They are listed, with reasons, by npm run deadletters and at ${url}, and can be tried again there. You hear of this once an hour at most.`,
      ],
    }),
};

interface Told {
  kind: string;
  subject: (server: string) => string;
  before: string[];
  code?: string;
  action?: { label: string; url: string };
  after: string[];
}

function letter(server: string, { subject, ...words }: Told): Letter {
  const name = short(server);
  return write({ ...words, server: name, subject: subject(name) });
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
