import { smtpMailer } from '../../../src/adapters/smtp/mailer.ts';
import { mailerContract } from '../../contracts/mailer.ts';
import { startSmtpServer } from '../../support/smtp-server.ts';

mailerContract('smtpMailer on an SMTP server', async () => {
  const server = await startSmtpServer({ user: 'sales', pass: 'secret' });
  return {
    mailer: smtpMailer({ url: server.url }),
    arrived: () => server.taken,
    trouble(kind) {
      if (kind === 'refuses') server.faults.rcpt = { reply: 550, text: 'no such user' };
      if (kind === 'later') server.faults.mail = { reply: 451, text: 'come again' };
      if (kind === 'password') server.faults.auth = { reply: 535, text: 'bad credentials' };
      if (kind === 'silent') server.faults.letter = 'hang';
      if (kind === 'loses') server.faults.letter = 'drop';
    },
    reached: () => server.reached('letter'),
    close: () => server.close(),
  };
});
