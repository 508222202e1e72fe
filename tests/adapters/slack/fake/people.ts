/** What people do in the small Slack: it is handed to the app over Socket Mode, or signed over HTTP, and must be acknowledged. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Body, World } from './world.ts';

export function createPeople({ state, pending, waiting, triggers }: World, signing: string) {
  /** Hands something to the app as Slack does and waits for the acknowledgement; throws when it does not come in 3 s. */
  async function send(
    type: 'slash_commands' | 'interactive' | 'events_api',
    payload: Body,
  ): Promise<{ ms: number; body: Body }> {
    const from = performance.now();
    if (state.http !== null) {
      const raw =
        type === 'slash_commands'
          ? new URLSearchParams(payload as Record<string, string>).toString()
          : type === 'interactive'
            ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
            : JSON.stringify(payload);
      const stamp = String(Math.floor(Date.now() / 1_000));
      const signature = `v0=${createHmac('sha256', signing).update(`v0:${stamp}:${raw}`).digest('hex')}`;
      const answer = await fetch(state.http, {
        method: 'POST',
        headers: {
          'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': signature,
        },
        body: raw,
        signal: AbortSignal.timeout(3_000),
      });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`the app answered ${answer.status}`);
      return { ms: performance.now() - from, body: said.startsWith('{') ? (JSON.parse(said) as Body) : {} };
    }
    const envelope_id = randomUUID();
    const envelope = { type, envelope_id, payload, accepts_response_payload: type !== 'events_api' };
    if (type === 'events_api') pending.set(envelope_id, { at: Date.now(), payload: envelope });
    const body = await new Promise<Body>((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${type} was not acknowledged within 3 s`)), 3_000);
      waiting.set(envelope_id, (answer) => {
        clearTimeout(timer);
        done(answer);
      });
      state.live?.send(JSON.stringify(envelope));
    });
    return { ms: performance.now() - from, body };
  }

  const trigger = () => {
    const id = `trigger.${++state.sequence}`;
    triggers.set(id, Date.now() + 3_000);
    return id;
  };
  const responseUrl = () => `${state.base}/response/r${++state.sequence}`;
  const who = (from: { team?: string; user?: string; channel?: string }) => ({
    team: from.team ?? 'T1',
    user: from.user ?? 'UADMIN',
    channel: from.channel ?? 'C1',
  });
  type From = { team?: string; user?: string; channel?: string; more?: Body };

  return {
    send,
    slash(command: string, typed: string, from: From = {}) {
      const { team, user, channel: c } = who(from);
      return send('slash_commands', {
        command,
        text: typed,
        team_id: team,
        team_domain: 'x',
        channel_id: c,
        channel_name: 'x',
        user_id: user,
        user_name: user.toLowerCase(),
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: responseUrl(),
        trigger_id: trigger(),
        ...from.more,
      });
    },
    interact(payload: Body, from: From = {}) {
      const { team, user, channel: c } = who(from);
      return send('interactive', {
        team: { id: team, domain: 'x' },
        user: { id: user, name: user.toLowerCase(), team_id: team },
        api_app_id: 'A1',
        is_enterprise_install: false,
        ...(payload.view === undefined ? { channel: { id: c, name: 'x' }, response_url: responseUrl() } : {}),
        trigger_id: trigger(),
        ...payload,
        ...from.more,
      });
    },
    event(event: Body, from: From = {}, id: string = randomUUID()) {
      return send('events_api', {
        type: 'event_callback',
        team_id: who(from).team,
        api_app_id: 'A1',
        event_id: id,
        event_time: Math.floor(Date.now() / 1_000),
        authorizations: [
          { team_id: who(from).team, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
        ],
        event,
        ...from.more,
      });
    },
  };
}
