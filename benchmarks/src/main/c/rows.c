/* The floor of ./bench rows: steps through the events of a catalog and sends their cells as they are, with nothing escaped or formatted. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER 65536

static const char *HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n";

static void die(const char *form, ...) {
  va_list args;
  va_start(args, form);
  vfprintf(stderr, form, args);
  va_end(args);
  fputc('\n', stderr);
  exit(1);
}

static int send_all(int to, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = send(to, bytes, count, 0);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return -1;
    bytes += sent;
    count -= (size_t)sent;
  }
  return 0;
}

/* Each row is a line, its cells with tabs between. */
static void send_rows(sqlite3_stmt *rows, int to) {
  static char buffer[BUFFER];
  size_t used = 0;
  int columns = sqlite3_column_count(rows);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < columns; i++) {
      const void *text = sqlite3_column_text(rows, i);
      size_t size = (size_t)sqlite3_column_bytes(rows, i);
      if (size >= BUFFER) die("a cell of %zu bytes", size);
      if (used + size + 1 > BUFFER) {
        if (send_all(to, buffer, used)) return;
        used = 0;
      }
      if (size) memcpy(buffer + used, text, size);
      used += size;
      buffer[used++] = i + 1 < columns ? '\t' : '\n';
    }
  }
  send_all(to, buffer, used);
}

/* The request is as short as the benchmark writes it, and ends with an empty line. */
static int hear_request(int from) {
  char text[4096];
  size_t used = 0;
  while (used < sizeof text - 1) {
    ssize_t got = recv(from, text + used, sizeof text - 1 - used, 0);
    if (got <= 0) return -1;
    used += (size_t)got;
    text[used] = 0;
    if (strstr(text, "\r\n\r\n")) return 0;
  }
  return -1;
}

int main(int argc, char **argv) {
  if (argc != 3) die("usage: rows CATALOG SELECT");
  signal(SIGPIPE, SIG_IGN);
  sqlite3 *catalog;
  sqlite3_stmt *rows;
  if (sqlite3_open_v2(argv[1], &catalog, SQLITE_OPEN_READWRITE, NULL)) die("%s", sqlite3_errmsg(catalog));
  if (sqlite3_prepare_v2(catalog, argv[2], -1, &rows, NULL)) die("%s", sqlite3_errmsg(catalog));
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 16)) die("no port: %s", strerror(errno));
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("listening %d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) continue;
    if (!hear_request(client) && !send_all(client, HEAD, strlen(HEAD))) send_rows(rows, client);
    sqlite3_reset(rows);
    close(client);
  }
}
