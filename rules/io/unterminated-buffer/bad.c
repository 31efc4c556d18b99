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

    n = recv(c, line, sizeof line, 0);
    if (n <= 0)
        return -1;
    return strcmp(line, "quit\n") == 0; // want "strcmp() reads 'line' as text, but recv() puts no terminator"
}
// doc-end

void printed_bad(int c)
{
    char text[100];

    if (read(c, text, sizeof text) > 0)
        printf("got %d: %s\n", c, text); // want "printf() reads 'text' as text"
}

/* Cleared, but no byte is left over. */
void filled_bad(int c)
{
    char text[100] = {0};
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0)
        printf("%zu bytes\n", strlen(text)); // want "strlen() reads 'text' as text"
}

struct client {
    int fd;
};

void loop_bad(struct client *client)
{
    char text[100];
    int number;

    while (recv(client->fd, text, sizeof text - 1, 0) > 0)
        if (sscanf(text, "%d", &number) == 1) // want "sscanf() reads 'text' as text"
            printf("%d\n", number);
}

/* What was there before is gone when all of it is filled. */
void again_bad(int s)
{
    char text[64];
    ssize_t n;

    if (fgets(text, sizeof text, stdin) == NULL)
        return;
    n = recv(s, text, sizeof text, 0);
    if (n <= 0)
        return;
    printf("%s\n", text); // want "printf() reads 'text' as text, but recv() puts no terminator"
}
