import type { Dialogue } from './dialogue';

export const announcements: readonly Dialogue[] = [
  ['A {service} {version} is live. What is new: https://docs.harbour.example/releases/{version}'],
  ['A Town hall on Thursday at {time}. Questions before that, please, even the uncomfortable ones.'],
  ['A The lift is out of order until Wednesday. Deliveries go to the back door.'],
  ['A Welcome to everybody who started this week 👋 Say hello in #watercooler.'],
  ['A The new travel policy is in the handbook. Short version: take the train when it takes less than six hours.'],
  ['A Maintenance on Saturday between 06:00 and 07:00 UTC. Sends are kept and go out afterwards, nothing is lost.'],
  ['A Fire drill today at {time}. Take the stairs, leave the coffee.'],
];
