import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import { WebSocketGateway } from '@nestjs/websockets';
import { clientEvents, cookieNames } from '@parley/contracts';
import { Config } from '../config';
import { provenance, readCookie } from '../platform/browser';
import { DomainError, toErrorBody } from '../platform/errors';
import { Log } from '../platform/logging';
import { Metrics } from '../platform/metrics';
import { Arrivals } from './arrivals';
import { Answering } from './edge/answering';
import { Answers, type Asker } from './edge/answers.decorator';
import { answerReadily } from './edge/ready-answers';
import { Identity } from './identity.port';
import { endWithToken, forgetToken } from './lifetime';
import { RenewDto } from './realtime.dto';
import type { ParleyServer, ParleySocket } from './socket';

/** The front door of the socket side: who may come in, when they are heard, and when they have to leave. */
@WebSocketGateway()
export class Gateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly config: Config,
    private readonly identity: Identity,
    private readonly arrivals: Arrivals,
    private readonly answering: Answering,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  afterInit(server: ParleyServer): void {
    server.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(this.refusal(error)),
      );
    });
  }

  handleConnection(socket: ParleySocket): void {
    this.metrics.sockets.inc();
    endWithToken(socket, socket.data.identity);
    this.identity.seen(socket.data.identity.sessionId);
    socket.once('disconnecting', () => void this.arrivals.depart(socket));
    answerReadily(socket);
    let isHeard = false;
    const confirmed = this.confirm(socket).then(() => (isHeard = true));
    // Nothing is answered before the socket hears its conversations: so what a client fetches first cannot be
    // older than what it will be told. No packet goes on from here: each is answered, and nobody else listens.
    socket.use((packet) => {
      if (isHeard) void this.answering.take(socket, packet);
      else void confirmed.then(() => this.answering.take(socket, packet));
    });
  }

  handleDisconnect(socket: ParleySocket): void {
    this.metrics.sockets.dec();
    forgetToken(socket);
    this.identity.seen(socket.data.identity.sessionId);
  }

  @Answers(clientEvents.sessionRenew, { body: RenewDto })
  async renew({ token }: RenewDto, { socket }: Asker): Promise<{ expiresIn: number }> {
    const { userId, sessionId } = socket.data.identity;
    const renewed = await this.identity.verify(token);
    if (renewed.userId !== userId || renewed.sessionId !== sessionId) {
      throw new DomainError('auth.token_invalid', 'This token belongs to another session.');
    }
    socket.data.identity = renewed;
    endWithToken(socket, renewed);
    return { expiresIn: Math.max(0, Math.floor(renewed.expiresAt - Date.now() / 1000)) };
  }

  private async admit(socket: ParleySocket): Promise<void> {
    const done = this.arrivals.knock(socket);
    let isAdmitted = false;
    try {
      socket.data.identity = await this.identity.verify(this.tokenOf(socket));
      await this.arrivals.settle(socket);
      isAdmitted = true;
    } finally {
      done(isAdmitted);
    }
  }

  private async confirm(socket: ParleySocket): Promise<void> {
    try {
      await this.arrivals.confirm(socket);
      // A sign-out in between did not find this socket in the room of its session.
      if (this.identity.isRevoked(socket.data.identity.sessionId)) socket.disconnect(true);
    } catch (error) {
      this.log.pino.warn({ err: error }, 'a socket could not be put into its rooms');
      socket.disconnect(true);
    }
  }

  private tokenOf({ handshake, request }: ParleySocket): string {
    const given: unknown = (handshake.auth as Record<string, unknown>).token;
    if (typeof given === 'string' && given) return given;
    const cookie = readCookie(request, cookieNames.access);
    if (!cookie) throw new DomainError('auth.required', 'Sign in first.');
    if (provenance(request, this.config.corsOrigins) !== 'same') {
      throw new DomainError('origin.refused', 'This connection came from another site, or did not say from where.');
    }
    return cookie;
  }

  private refusal(error: unknown): Error {
    const { body, unexpected } = toErrorBody(error);
    if (unexpected) this.log.pino.error({ err: error }, 'handshake failed');
    this.metrics.socketRefusals.inc({ code: body.code });
    return Object.assign(new Error(body.message), { data: body });
  }
}
