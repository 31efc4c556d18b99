#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int is_quit(int c)
{
    char line[256];
    ssize_t n;

    n = recv(c, line, sizeof line - 1, 0);
    if (n <= 0)
        return -1;
    line[n] = '\0';
    return strcmp(line, "quit\n") == 0;
}
// doc-end

/* A byte of what was cleared is left. */
void cleared_ok(int c)
{
    char text[100];

    memset(text, 0, sizeof text);
    if (recv(c, text, sizeof text - 1, 0) > 0)
        puts(text);
}

void counted_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0)
        printf("%.*s\n", (int)n, text);
    if (n > 4 && memcmp(text, "quit", 4) == 0)
        puts("bye");
}

void compared_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n >= 4 && strncmp(text, "quit", 4) == 0)
        puts("bye");
}

/* The peer sends the terminator, which the program looks for. */
void sent_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0 && text[n - 1] == '\0')
        puts(text);
}

void finish(char *text, ssize_t n);

/* The buffer goes elsewhere. */
void escaped_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    finish(text, n);
    puts(text);
}

/* What other functions left in it is not known. */
static char shared[100];

void shared_ok(int c)
{
    if (recv(c, shared, sizeof shared - 1, 0) > 0)
        puts(shared);
}

#include <fcntl.h>
#include <stdlib.h>

/* A file of the system, of which the form is known. */
int score_ok(void)
{
    char text[64];
    int score = 0;
    int fd = open("/proc/self/oom_score_adj", O_RDONLY);

    if (fd < 0)
        return -1;
    if (read(fd, text, sizeof text) > 0)
        score = atoi(text);
    close(fd);
    return score;
}
