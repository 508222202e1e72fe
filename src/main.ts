/** Wires everything: the command line, the lists of commands and platforms. The only file of src that imports them. */
import './compiled.ts';
import './memory.ts';
import { Command as Program } from 'commander';
import { createConsole, platforms, slackManifest } from '../adapters/index.ts';
import { commands } from '../commands/index.ts';
import { verbs } from './cli/verbs.ts';

const program = new Program('whosaid')
  .showSuggestionAfterError()
  .allowExcessArguments(false)
  .description('A news bot: one alert a story, what is new in it, and who said what.');

program
  .command('start', { isDefault: true })
  .description(verbs.start.says)
  .option('--feeds <file|folder|address>', 'watch these feeds instead of the configured ones')
  .option('--once', 'poll once, deliver, and exit')
  .option('--role <role>', 'only poll, deliver or gateway, with others on the same PostgreSQL; all')
  .allowExcessArguments()
  .action(async (options, command) => {
    const [stray] = command.args;
    if (stray !== undefined) {
      const all = Object.keys(verbs).join(', ');
      program.error(`There is no verb “${stray}”. The verbs are ${all}; --help says more.`);
    }
    const { start } = await import('./cli/start.ts');
    process.exitCode = await start(options, { env: process.env, commands, platforms, createConsole });
  });

program
  .command('extract')
  .description(verbs.extract.says)
  .argument('<input...>', 'pages, plain texts (.txt), addresses, or - for a page on standard input')
  .action(async (inputs) => {
    const { extract } = await import('./cli/extracting.ts');
    process.exitCode = await extract(inputs, process.env);
  });

program
  .command('parse')
  .description(verbs.parse.says)
  .argument('<file...>', 'feeds in files')
  .action(async (files) => {
    const { parse } = await import('./cli/parsing.ts');
    process.exitCode = await parse(files);
  });

program
  .command('attribute')
  .description(verbs.attribute.says)
  .action(async () => {
    const { attributeLines } = await import('./cli/attributing.ts');
    process.exitCode = await attributeLines(process.env);
  });

program
  .command('stories')
  .description(verbs.stories.says)
  .action(async () => {
    const { stories } = await import('./cli/grouping.ts');
    process.exitCode = await stories(process.env);
  });

program
  .command('ask')
  .description(verbs.ask.says)
  .argument('<line>', 'such as "/whosaid Campbell"')
  .option('--json', 'print the reply as JSON')
  .action(async (line, options) => {
    const { ask } = await import('./cli/ask.ts');
    const { renderMessage } = await import('../adapters/console/render.ts');
    process.exitCode = await ask(line, options, { env: process.env, commands, renderMessage });
  });

program
  .command('check')
  .description(verbs.check.says)
  .option('--feeds <file|folder|address>', 'check these feeds instead of the configured ones')
  .action(async (options) => {
    const { check } = await import('./cli/check.ts');
    process.exitCode = await check(options, { env: process.env, commands, platforms });
  });

program
  .command('feeds')
  .description(verbs.feeds.says)
  .argument('[what]', 'list, export, add, remove, pause, resume, move or import', 'list')
  .argument('[which]', 'an id; for add an address, for import an OPML file or its address')
  .argument('[url]', 'move: the new address')
  .option('--feeds <file|folder|address>', 'these feeds instead of the configured ones')
  .action(async (what, which, url, options) => {
    const { listFeeds } = await import('./cli/feeds.ts');
    process.exitCode = await listFeeds(what, { which, url, ...options }, process.env);
  });

program
  .command('manifest')
  .description(verbs.manifest.says)
  .argument('<platform>', 'slack')
  .option(
    '--url <address>',
    'where this bot is reached: for HTTP and several workspaces instead of Socket Mode',
  )
  .action(async (platform, options) => {
    const { manifest } = await import('./cli/manifest.ts');
    process.exitCode = manifest(platform, options, {
      slack: (url) => slackManifest(commands, process.env, url),
    });
  });

program
  .command('backup')
  .description(verbs.backup.says)
  .argument('<file>', 'a file that is not there yet')
  .action(async (file) => {
    const { backup } = await import('./cli/keeping.ts');
    process.exitCode = await backup(file, process.env);
  });

program
  .command('restore')
  .description(verbs.restore.says)
  .argument('<file>', 'what `backup` made')
  .action(async (file) => {
    const { restore } = await import('./cli/keeping.ts');
    process.exitCode = await restore(file, process.env);
  });

program
  .command('move-store')
  .description(verbs['move-store'].says)
  .argument('[address]', 'postgres://user:password@host/name; without it, DATABASE_URL')
  .action(async (address) => {
    const { moveStore } = await import('./cli/keeping.ts');
    process.exitCode = await moveStore(address, process.env);
  });

program
  .command('reattribute')
  .description(verbs.reattribute.says)
  .action(async () => {
    const { reattribute } = await import('./cli/reattribute.ts');
    process.exitCode = await reattribute(process.env);
  });

// A reader that closes early (`| head`) is no error; a full disk behind a redirection is, and what was not shown is not
// settled, so it is shown at the next start. Standard error that is gone must not end the bot.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`Standard output cannot be written (${error.message}).\n`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.stderr.on('error', () => {});
await program.parseAsync();
