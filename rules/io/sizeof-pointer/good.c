#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <netinet/in.h>

// doc-begin
ssize_t read_line(int c, char *line, size_t size)
{
    memset(line, 0, size);
    return recv(c, line, size, 0);
}
// doc-end

struct client {
    int fd;
    char input[100];
};

void array_ok(struct client *client)
{
    char text[100];

    if (recv(client->fd, text, sizeof text, 0) > 0)
        recv(client->fd, client->input, sizeof client->input, 0);
}

void led_ok(int s, struct sockaddr_in *address)
{
    memset(address, 0, sizeof *address);
    bind(s, (struct sockaddr *)address, sizeof(*address));
}

/* The pointer itself is sent from one thread to another. */
void itself_ok(int s, struct client *client)
{
    write(s, &client, sizeof client);
}

void known(char *text, size_t size);

/* An unknown function may take the size of a pointer. */
void unknown_ok(int s, char *text)
{
    known(text, sizeof text);
    close(s);
}

/* One of many pointers. */
void many_ok(int s, char **texts, char **more)
{
    memcpy(texts, more, sizeof(texts));
    close(s);
}

void keep(int c, char *text);

/* The buffer goes elsewhere. */
void escaped_ok(int c)
{
    char text[100];

    keep(c, text);
    recv(c, text, sizeof text, 0);
}
