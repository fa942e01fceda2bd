/** A connection by polling, asked and answered only when the test says so. */
export class Poll {
  private constructor(private readonly address: string) {}

  static async open(url: string, token?: string): Promise<Poll> {
    const path = `${url}/socket.io/?EIO=4&transport=polling`;
    const { sid } = JSON.parse((await (await fetch(path)).text()).slice(1)) as { sid: string };
    const poll = new Poll(`${path}&sid=${sid}`);
    if (token === undefined) return poll;
    await poll.post(`40${JSON.stringify({ token })}`);
    await poll.take();
    return poll;
  }

  /** The same connection, asked for at another node. */
  at(url: string): Poll {
    return new Poll(this.address.replace(new URL(this.address).origin, url));
  }

  /** Says something, and answers the status. */
  async post(body: string): Promise<number> {
    const headers = { 'content-type': 'text/plain' };
    const answer = await fetch(this.address, { method: 'POST', body, headers });
    await answer.text();
    return answer.status;
  }

  /** What waited for it, or what comes next. */
  async take(): Promise<string> {
    return (await fetch(this.address)).text();
  }

  /** Without taking anything. */
  async isOpen(): Promise<boolean> {
    return (await this.post('3')) === 200;
  }
}
