#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <syslog.h>

// doc-begin
void show(int c)
{
    char line[256];
    ssize_t n = recv(c, line, sizeof line - 1, 0);

    if (n <= 0)
        return;
    line[n] = '\0';
    printf(line); // want "'line' holds what recv() received, and printf() takes it for a format"
}
// doc-end

void logged_bad(int c)
{
    char line[256] = {0};

    if (read(c, line, sizeof line - 1) > 0)
        syslog(LOG_INFO, line); // want "and syslog() takes it for a format"
}

void copied_bad(int c, char *to, size_t room)
{
    char line[256] = {0};

    if (recv(c, line, sizeof line - 1, 0) > 0)
        snprintf(to, room, line); // want "and snprintf() takes it for a format"
}
