export interface DovecotSettings {
  base: string;
  port: number;
  tlsPort: number;
  loginUser: string;
  internalUser: string;
  internalGroup: string;
  maxConnections: number;
}

/** A Dovecot 2.3 that touches nothing outside `base`, with no chroots, so that anyone may run it. */
export function dovecotConfig(settings: DovecotSettings): string {
  const { base, port, tlsPort, loginUser, internalUser, internalGroup } = settings;
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/dovecot.log
default_login_user = ${loginUser}
default_internal_user = ${internalUser}
default_internal_group = ${internalGroup}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login
# A refused login is answered at once rather than after 2 s.
auth_failure_delay = 0
ssl = yes
ssl_cert = <${base}/tls/cert.pem
ssl_key = <${base}/tls/key.pem
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${base}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${base}/users
}
mail_location = maildir:~/Maildir
mail_max_userip_connections = ${settings.maxConnections}
lda_mailbox_autocreate = yes
submission_host = 127.0.0.1:1
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Archive {
    auto = subscribe
    special_use = \\Archive
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
  unix_listener stats-writer {
    mode = 0666
  }
}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
}
`;
}
