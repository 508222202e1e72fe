import { describe, expect, it } from 'vitest';
import { until } from '../../until.ts';
import { CHANNEL } from './bench.ts';
import { texts } from './blockkit.ts';
import { answer, b, buttonsIn, press, slack, talking, typed } from './talking.ts';

talking();

describe('a slash command', () => {
  it('is acknowledged at once and answered privately', async () => {
    const body = await typed('/whosaid', 'Fisk');
    expect(body.response_type).toBe('ephemeral');
    expect(body.text).toMatch(/^Otto Fisk · .*1 statement/);
    expect(texts(body.blocks).join('\n')).toMatch(/“?The ferry is faster than any bridge/);
  });

  it('takes curly quotes, escapes and key:value', async () => {
    expect((await typed('/whosaid', 'about:“number 3”')).text).toMatch(/^Who said “number 3”/);
    expect((await typed('/whosaid', 'about:"a &lt;b&gt; &amp; c"')).text).toMatch(
      /Nothing that I have read fits/,
    );
    expect((await typed('/subscribe', 'bridges channel:<#C1|news>')).text).toMatch(
      /^Done: this channel gets an alert/,
    );
    expect((await typed('/subscribe', 'bridges ping:<!subteam^S0123456|@editors>')).text).toMatch(/^Done/);
    expect((await b.desk.subscriptions(CHANNEL))[0]?.ping).toBe('S0123456');
  });

  it('has everything behind /news, in whose words its own hints are', async () => {
    expect((await typed('/news', 'latest')).text).toMatch(/^The newest stories/);
    const help = await typed('/news', 'help');
    expect(help.text).toMatch(/\/news latest — /);
    expect(help.text).toMatch(/\/whosaid — /);
    expect((await typed('/news')).text).toBe(help.text);
    expect((await typed('/whosaid', 'help')).text).toMatch(/^\/whosaid\n/);
    expect((await typed('/news', 'lates')).text).toMatch(/Did you mean \/news latest\? Type \/news help/);
    expect((await typed('/whosaid', 'since:yesterday Fisk')).text).toMatch(/^since: takes a length of time/);
    expect((await typed('/news', 'latest topic:trams')).text).toMatch(/There is no topic “trams”/);
  });

  it('asks which Berg with buttons, pages in place, and shares in the channel', async () => {
    const which = await typed('/whosaid', 'Berg');
    expect(buttonsIn(which).map((x) => x.text.text)).toEqual([
      expect.stringContaining('Anna Berg'),
      expect.stringContaining('Ann-Marie Berg'),
    ]);
    await press(which, /^Anna Berg/);
    const first = await answer();
    expect(first).toMatchObject({ replace_original: true, text: expect.stringMatching(/Page 1 of 2/) });
    await press(first, /^Next/);
    const second = await answer();
    expect(second).toMatchObject({ replace_original: true, text: expect.stringMatching(/Page 2 of 2/) });
    await press(second, /^Share/);
    await until('two answers', () => slack.responses.length === 2);
    expect(slack.responses[0]?.body).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(texts(slack.responses[0]?.body.blocks).at(-1)).toBe('Shared by uadmin');
    expect(slack.responses[1]?.body).toMatchObject({
      replace_original: true,
      text: 'Shared in the channel.',
    });
  });

  it('offers no sharing of settings and mistakes', async () => {
    for (const text of ['settings', 'subscriptions', 'help', 'held'])
      expect(buttonsIn(await typed('/news', text)).filter((x) => x.action_id === 'share')).toEqual([]);
    expect(buttonsIn(await typed('/whosaid', 'Xyzzy'))).toEqual([]);
  });

  it('answers as a message of the bot when the response address is gone', async () => {
    await slack.slash('/whosaid', 'Fisk', { more: { response_url: `${slack.base}/nowhere` } });
    await until('an ephemeral message', () => slack.calls.some((c) => c.method === 'chat.postEphemeral'));
  });
});

describe('who may change settings', () => {
  it('is an admin, and whoever the workspace allows; everyone may ask', async () => {
    const user = { user: 'UREPORTER' };
    expect((await typed('/subscribe', 'ferries', user)).text).toMatch(/^Only a manager/);
    expect((await typed('/whosaid', 'Fisk', user)).text).toMatch(/^Otto Fisk/);
    expect((await typed('/news', 'settings managers:"<@UREPORTER|rep> <@UOTHER>"')).text).toMatch(
      /admins and 2 people/,
    );
    expect((await typed('/subscribe', 'ferries', user)).text).toMatch(/^Done/);
    expect((await typed('/news', 'settings', { user: 'UTHIRD' })).text).toMatch(/^Only a manager/);
    const settings = await typed('/news', 'settings');
    await press(settings, /^Admins manage/);
    expect((await answer()).text).toMatch(/change what channels get: admins/);
    expect((await typed('/subscribe', 'bridges', user)).text).toMatch(/^Only a manager/);
  });

  it('is nobody in a direct message, but for themselves: it belongs to the workspace', async () => {
    slack.channel('T1', { id: 'D7', is_im: true });
    const direct = { user: 'UREPORTER', channel: 'D7' };
    const all = () => b.store.subscriptions.list(CHANNEL, true);
    const before = await all();
    expect((await typed('/subscribe', 'bridges channel:<#C1|news>', direct)).text).toMatch(
      /^In a direct message you can set up alerts for yourself/,
    );
    expect((await typed('/news', 'topic remove topic:bridges', direct)).text).toMatch(/^Only a manager/);
    expect((await typed('/news', 'topic test query:ferry', direct)).text).not.toMatch(/^Only a manager/);
    expect((await typed('/news', 'topics', direct)).text).toMatch(/bridges/);
    expect(await all()).toEqual(before);
    expect((await typed('/subscribe', 'bridges', direct)).text).toMatch(/^Done/);
    expect((await all()).map((s) => s.channel)).toEqual([...before.map((s) => s.channel), 'D7']);
  });

  it('reaches into no conversation that they are not in', async () => {
    slack.channel('T1', { id: 'D8', is_im: true, user: 'UOTHER' });
    slack.channel('T1', {
      id: 'C70',
      name: 'cellar',
      is_private: true,
      is_member: true,
      members: ['UOTHER'],
    });
    for (const id of ['D8', 'C70']) {
      const { text } = await typed('/subscribe', `bridges channel:${id}`);
      expect(text).toMatch(/^I find no channel/);
      expect(text).not.toContain('cellar');
    }
    slack.channel('T1', { id: 'C71', name: 'attic', is_private: true, is_member: true, members: ['UADMIN'] });
    expect((await typed('/subscribe', 'bridges channel:C71')).text).toMatch(/^Done.*#attic/);
    await typed('/news', 'unsubscribe bridges', { channel: 'C71' });
  });

  it('is no guest, though everyone may', async () => {
    slack.guests.add('UGUEST');
    await typed('/news', 'settings managers:everyone');
    expect((await typed('/subscribe', 'ferries', { user: 'UGUEST' })).text).toMatch(/^Only a manager/);
    expect((await typed('/news', 'topics', { user: 'UGUEST' })).text).toMatch(/bridges/);
    await typed('/news', 'settings managers:admins');
  });

  it('is not denied to somebody because Slack did not answer', async () => {
    slack.fault('users.info', '500');
    expect((await typed('/subscribe', 'bridges', { user: 'UOWNER' })).text).toMatch(/^Slack did not tell me/);
    slack.fault('users.info', '500');
    expect((await typed('/whosaid', 'Fisk', { user: 'UOWNER' })).text).toMatch(/^Otto Fisk/);
    slack.admins.add('UOWNER');
    expect((await typed('/subscribe', 'bridges', { user: 'UOWNER' })).text).toMatch(/already|Done/);
  });

  it('gives nobody a window who may not use it', async () => {
    expect((await typed('/subscribe', '', { user: 'UREPORTER' })).text).toMatch(/^Only a manager/);
    expect(slack.views.size).toBe(0);
  });
});

describe('pictures and files', () => {
  it('go to who asked in person, and to the channel when shared', async () => {
    slack.uploads.clear();
    const body = await typed('/news', 'export');
    expect(body.text).toMatch(/^Three lines/);
    expect(texts(body.blocks).join()).toMatch(/lines\.csv:.*The file is in your direct messages/s);
    expect([...slack.uploads.values()]).toEqual([
      { name: 'picture-1.png', data: expect.stringContaining('png'), channel: 'DUADMIN' },
      { name: 'lines.csv', data: expect.stringContaining('a,b\n1,2'), channel: 'DUADMIN' },
    ]);
    slack.uploads.clear();
    await press(body, /^Share/);
    await until(
      'the files',
      () => [...slack.uploads.values()].filter((u) => u.channel === 'C1').length === 2,
    );
    await until('the end', () => slack.responses.some((r) => r.body.text === 'Shared in the channel.'));
  });

  it('stand in the answer where files may not be sent', async () => {
    slack.fault('files.getUploadURLExternal', { error: 'missing_scope', needed: 'files:write' });
    expect(texts((await typed('/news', 'export')).blocks).join('\n')).toMatch(/lines\.csv:\*\na,b\n1,2/);
  });
});
