-- Fair to it: SQL for everything, no limits, an archive of every message, no presence told to a room.
-- What begins with an at sign is filled in by prosody.mjs.
pidfile = "@folder/prosody.pid"
data_path = "@folder"
log = { warn = "*console" }
daemonize = false
network_backend = "epoll"
modules_enabled = { "saslauth", "roster", "disco", "websocket", "mam", "smacks", "ping", "posix" }
modules_disabled = { "s2s", "offline" }
c2s_ports = {} ; c2s_direct_tls_ports = {} ; s2s_ports = {} ; https_ports = {}
http_ports = { @port } ; http_interfaces = { "127.0.0.1" }
http_paths = { websocket = "/xmpp-websocket" }
consider_websocket_secure = true
c2s_require_encryption = false ; allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "sql"
sql = { driver = "PostgreSQL", database = "@database", username = "@user", password = "@password", host = "@host", port = @sql_port }
default_archive_policy = true
archive_expires_after = "never"
limits = {}
gc = { mode = "generational" }
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true ; muc_log_presences = false
  restrict_room_creation = false ; muc_room_default_persistent = true ; muc_room_locking = false
  muc_room_default_public = true ; max_history_messages = 0
  muc_room_default_presence_broadcast = { visitor = false; participant = false; moderator = false }
