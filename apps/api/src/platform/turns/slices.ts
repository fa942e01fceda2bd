/** Longer than this nobody else is kept waiting in a turn of the event loop; one thing is done all the same. */
const sliceMs = 2;
/** For so long crowds wait for those who connect: Node takes in one connection a turn, and the system's own queue is short. */
const restMs = 5;
/** Things begun in one turn at most, each with all that follows from it at once. */
const most = 32;

/**
 * What comes in crowds, a little at a time. Ten thousand things of a tenth of a millisecond are one second in which nobody
 * is answered; in slices they take as long, and everybody else has a turn in between. However many crowds there are, they
 * share one slice, in turns.
 */
export class Slices {
  private waiting: (() => void)[] = [];
  /** Taking from the front would move all those behind. */
  private next = 0;

  get length(): number {
    return this.waiting.length - this.next;
  }

  add(work: () => void): void {
    this.waiting.push(work);
    if (this.length === 1) begin(this);
  }

  /** Whether there is more. */
  doOne(): boolean {
    const work = this.waiting[this.next];
    this.next += 1;
    if (this.next === this.waiting.length) {
      this.waiting = [];
      this.next = 0;
    }
    work?.();
    return this.length > 0;
  }
}

/** Those with something to do, each once; the first one is next. */
let crowds: Slices[] = [];
let isRunning = false;
let until = 0;
let worked = 0;
let hasArrived = false;

/** Somebody connected in this turn, and others may be behind. */
export function giveWay(): void {
  hasArrived = true;
}

function begin(crowd: Slices): void {
  if (!crowds.includes(crowd)) crowds.push(crowd);
  if (isRunning) return;
  isRunning = true;
  plan(1);
}

/** Each of them in an immediate of its own, for what follows from it (promises) belongs to the slice. */
function plan(count: number): void {
  until = 0;
  for (let nth = 0; nth < count; nth += 1) setImmediate(doOne);
  setImmediate(goOn);
}

function doOne(): void {
  const now = performance.now();
  if (until > 0 && now >= until) return;
  until ||= now + sliceMs;
  worked = now;
  const crowd = crowds.shift();
  if (!crowd) return;
  // Before it is done: it may throw.
  crowds.push(crowd);
  if (!crowd.doOne()) crowds = crowds.filter((one) => one.length > 0);
}

function goOn(): void {
  crowds = crowds.filter((one) => one.length > 0);
  if (crowds.length === 0) {
    isRunning = false;
    return;
  }
  const rests = hasArrived && performance.now() - worked < restMs;
  hasArrived = false;
  if (rests) setImmediate(goOn);
  else plan(most);
}
