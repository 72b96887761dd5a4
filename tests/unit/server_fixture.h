/* SPDX-License-Identifier: GPL-2.0-or-later */
/* server_fixture.h: an index behind xapian-tcpsrv on the loopback interface. */
#ifndef NEWSSEARCH_SERVER_FIXTURE_H
#define NEWSSEARCH_SERVER_FIXTURE_H

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"
#include "xapian_shim.h"

#define SERVER_NOT_INSTALLED (-1)
#define SERVER_FAILED (-2)

/* A listening socket on the loopback interface and its port, or -1. Nobody answers there. */
static inline int silent_socket(int family, uint16_t *port)
{
    struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr_in four = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct sockaddr *address =
        family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
    socklen_t size = family == AF_INET ? sizeof four : sizeof six;
    int listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener >= 0 && (bind(listener, address, size) != 0 || listen(listener, 5) != 0 ||
                          getsockname(listener, address, &size) != 0)) {
        close(listener);
        listener = -1;
    }
    *port = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
    return listener;
}

/* A server in a process group of its own, because it forks for each connection and ends its whole
 * group with itself. */
static inline pid_t server_spawn(const char *index, uint16_t port)
{
    char number[10];
    snprintf(number, sizeof number, "%u", port);
    pid_t server = fork();
    if (server == 0) {
        setpgid(0, 0);
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDOUT_FILENO), dup2(null, STDERR_FILENO);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface", "127.0.0.1", "--port", number,
               index, (char *)NULL);
        _exit(127);
    }
    setpgid(server, server);
    return server;
}

static inline void server_stop(pid_t server)
{
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
}

/* Waits as long as a loaded machine may need until the server answers; the server, or why not. */
static inline pid_t server_await(pid_t server, const char *place)
{
    for (int attempt = 0; attempt < 3000; attempt++) {
        struct error err;
        int status;
        if (waitpid(server, &status, WNOHANG) == server)
            return WIFEXITED(status) && WEXITSTATUS(status) == 127 ? SERVER_NOT_INSTALLED
                                                                   : SERVER_FAILED;
        struct shim_database *database = shim_database_open(&place, 1, 10, &err);
        shim_database_close(database);
        if (database)
            return server;
        nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
    }
    server_stop(server);
    return SERVER_FAILED;
}

/* A server of the index that answers at place, "tcp:127.0.0.1:PORT"; end it with server_stop. Fails
 * a test, or skips one where xapian-tcpsrv is not installed, and returns a negative number. */
static inline pid_t server_start(const char *index, char place[60])
{
    pid_t server = SERVER_FAILED;
    /* Between its choice and its use another process may take the port. */
    for (int attempt = 0; attempt < 3 && server == SERVER_FAILED; attempt++) {
        uint16_t port;
        close(silent_socket(AF_INET, &port));
        snprintf(place, 60, "tcp:127.0.0.1:%u", port);
        server = server_await(server_spawn(index, port), place);
    }
    if (server == SERVER_NOT_INSTALLED)
        tap_skip("xapian-tcpsrv is not installed");
    else
        tap_ok(server > 0, "a server of the index answers at %s", place);
    return server;
}

#endif
