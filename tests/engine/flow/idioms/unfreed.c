/* Lists of addresses that have to be given back. */
#include <sys/socket.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct server {
    struct addrinfo *addresses;
};
void keep_list(struct addrinfo *list);
void print_each(const struct addrinfo *list);

static void done(struct addrinfo *list)
{
    if (list != NULL)
        freeaddrinfo(list);
}

static int count(const struct addrinfo *list)
{
    int n = 0;
    for (; list != NULL; list = list->ai_next)
        n++;
    return n;
}

int right_freed_on_every_path(const char *host, const char *port, const char *source)
{
    struct addrinfo hints, *list, *own, *p, *b;
    int s = -1;

    memset(&hints, 0, sizeof hints);
    if (getaddrinfo(host, port, &hints, &list) != 0)
        return -1;
    for (p = list; p != NULL; p = p->ai_next) {
        if ((s = socket(p->ai_family, p->ai_socktype, p->ai_protocol)) == -1)
            continue;
        if (source) {
            int bound = 0;
            if (getaddrinfo(source, NULL, &hints, &own) != 0)
                goto error;
            for (b = own; b != NULL; b = b->ai_next) {
                if (bind(s, b->ai_addr, b->ai_addrlen) == 0) {
                    bound = 1;
                    break;
                }
            }
            freeaddrinfo(own);
            if (!bound)
                goto error;
        }
        if (connect(s, p->ai_addr, p->ai_addrlen) == 0)
            goto end;
        close(s);
        s = -1;
    }
    goto end;
error:
    close(s);
    s = -1;
end:
    freeaddrinfo(list);
    return s;
}

int wrong_second_list(const char *host, const char *port, const char *source)
{
    struct addrinfo hints, *list, *own, *p, *b;
    int s = -1;

    memset(&hints, 0, sizeof hints);
    if (getaddrinfo(host, port, &hints, &list) != 0)
        return -1;
    for (p = list; p != NULL; p = p->ai_next) {
        if ((s = socket(p->ai_family, p->ai_socktype, p->ai_protocol)) == -1)
            continue;
        if (source) {
            int bound = 0;
            if (getaddrinfo(source, NULL, &hints, &own) != 0) // unfreed own overwritten
                goto error;
            for (b = own; b != NULL; b = b->ai_next) {
                if (bind(s, b->ai_addr, b->ai_addrlen) == 0) {
                    bound = 1;
                    break;
                }
            }
            if (!bound)
                goto error;
        }
        if (connect(s, p->ai_addr, p->ai_addrlen) == 0)
            goto end;
        close(s);
        s = -1;
    }
    goto end;
error:
    close(s);
    s = -1;
end:
    freeaddrinfo(list);
    return s; // unfreed own return
}

int wrong_early_return(const char *host, const char *port)
{
    struct addrinfo *list;
    int s;

    if (getaddrinfo(host, port, NULL, &list) != 0)
        return -1;
    s = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    if (s < 0)
        return -1; // unfreed list return
    freeaddrinfo(list);
    return s;
}

int right_freed_by_a_function(const char *host, const char *port)
{
    struct addrinfo *list = NULL;
    int n = -1;

    if (getaddrinfo(host, port, NULL, &list) == 0)
        n = count(list);
    done(list);
    return n;
}

int wrong_counted_only(const char *host, const char *port)
{
    struct addrinfo *list;

    if (getaddrinfo(host, port, NULL, &list) != 0)
        return -1;
    return count(list); // unfreed list return
}

int wrong_only_head_moved(const char *host, const char *port)
{
    struct addrinfo *list;
    int n = 0;

    if (getaddrinfo(host, port, NULL, &list) != 0)
        return -1;
    while (list != NULL) {
        n++;
        list = list->ai_next; // unfreed list overwritten
    }
    freeaddrinfo(list);
    return n;
}

int right_head_kept(const char *host, const char *port)
{
    struct addrinfo *list, *head;
    int n = 0;

    if (getaddrinfo(host, port, NULL, &list) != 0)
        return -1;
    head = list;
    do {
        n++;
    } while ((list = list->ai_next) != NULL);
    freeaddrinfo(head);
    return n;
}

struct addrinfo *right_returned(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, NULL, NULL, &list) != 0)
        return NULL;
    return list;
}

int right_kept_by_the_caller(struct server *server, const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, NULL, NULL, &list) != 0)
        return -1;
    server->addresses = list;
    return 0;
}

int right_kept_by_others(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, NULL, NULL, &list) != 0)
        return -1;
    keep_list(list);
    return 0;
}

int right_kept_in_a_record(const char *host, void (*start)(struct server *))
{
    struct server server = {0};

    if (getaddrinfo(host, NULL, NULL, &server.addresses) != 0)
        return -1;
    start(&server);
    return 0;
}

int wrong_in_a_block(const char *host, int often)
{
    int s = -1;

    while (often-- > 0) {
        struct addrinfo *list;
        if (getaddrinfo(host, NULL, NULL, &list) != 0)
            continue;
        s = socket(list->ai_family, SOCK_DGRAM, 0);
        if (s >= 0) {
            freeaddrinfo(list);
            break;
        }
    } // unfreed list scope
    return s;
}

void right_process_ends(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, NULL, NULL, &list) != 0)
        return;
    print_each(NULL);
    exit(list->ai_family == AF_INET);
}

int right_error_by_switch(const char *host)
{
    struct addrinfo *list;
    int error;

    switch (getaddrinfo(host, NULL, NULL, &list)) {
    case 0:
        error = 0;
        break;
    case EAI_AGAIN:
        error = 2;
        break;
    default:
        error = 1;
    }
    if (error)
        return -error;
    freeaddrinfo(list);
    return 0;
}

int wrong_error_by_switch(const char *host)
{
    struct addrinfo *list;
    int error;

    switch (getaddrinfo(host, NULL, NULL, &list)) {
    case 0:
        error = 0;
        break;
    case EAI_AGAIN:
        error = 2;
        break;
    default:
        error = 1;
    }
    if (error)
        return -error;
    return list->ai_family; // unfreed list return
}
