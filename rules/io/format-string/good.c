#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
void show(int c)
{
    char line[256];
    ssize_t n = recv(c, line, sizeof line - 1, 0);

    if (n <= 0)
        return;
    line[n] = '\0';
    printf("%s", line);
}
// doc-end

/* The format is the program's own. */
void own_ok(int c, const char *format)
{
    char line[256] = {0};

    if (recv(c, line, sizeof line - 1, 0) > 0)
        printf(format, line);
}

/* Overwritten since. */
void overwritten_ok(int c)
{
    char line[256];

    recv(c, line, sizeof line, 0);
    strcpy(line, "hello\n");
    printf(line);
}

/* A format by which the program reads is not printed. */
void read_ok(int c, const char *text)
{
    int number = 0;

    if (sscanf(text, "%d", &number) == 1)
        send(c, &number, sizeof number, 0);
}

void escape(char *line);

/* The buffer goes elsewhere. */
void escaped_ok(int c)
{
    char line[256] = {0};

    recv(c, line, sizeof line - 1, 0);
    escape(line);
    printf(line);
}
