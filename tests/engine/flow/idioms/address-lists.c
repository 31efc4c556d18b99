/* Loops over what getaddrinfo() found. */
#include <sys/types.h>
#include <sys/socket.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int right_connect_first(const char *host, const char *port)
{
    struct addrinfo hints, *result, *rp;
    int fd;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &result) != 0)
        return -1;
    for (rp = result; rp != NULL; rp = rp->ai_next) {
        fd = socket(rp->ai_family, rp->ai_socktype, rp->ai_protocol);
        if (fd == -1)
            continue;
        if (connect(fd, rp->ai_addr, rp->ai_addrlen) != -1)
            break;
        close(fd);
    }
    freeaddrinfo(result);
    return (rp == NULL) ? -1 : fd;
}

int wrong_connect_first(const char *host, const char *port)
{
    struct addrinfo hints, *result, *rp;
    int fd;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &result) != 0)
        return -1;
    for (rp = result; rp != NULL; rp = rp->ai_next) {
        fd = socket(rp->ai_family, rp->ai_socktype, rp->ai_protocol); // lost fd overwritten
        if (fd == -1)
            continue;
        if (connect(fd, rp->ai_addr, rp->ai_addrlen) != -1)
            break;
    }
    freeaddrinfo(result);
    return (rp == NULL) ? -1 : fd; // lost fd return
}

int right_listen_first(struct addrinfo *list)
{
    struct addrinfo *p;
    int yes = 1, sockfd = -1;

    for (p = list; p != NULL; p = p->ai_next) {
        if ((sockfd = socket(p->ai_family, p->ai_socktype, p->ai_protocol)) == -1) {
            perror("socket");
            continue;
        }
        if (setsockopt(sockfd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1) {
            perror("setsockopt");
            close(sockfd);
            return -1;
        }
        if (bind(sockfd, p->ai_addr, p->ai_addrlen) == -1) {
            close(sockfd);
            perror("bind");
            continue;
        }
        break;
    }
    if (p == NULL)
        return -1;
    return sockfd;
}

int wrong_listen_first(struct addrinfo *list)
{
    struct addrinfo *p;
    int yes = 1, sockfd;

    for (p = list; p != NULL; p = p->ai_next) {
        if ((sockfd = socket(p->ai_family, p->ai_socktype, p->ai_protocol)) == -1) { // lost sockfd overwritten
            perror("socket");
            continue;
        }
        if (setsockopt(sockfd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1) {
            perror("setsockopt");
            return -1; // lost sockfd return
        }
        if (bind(sockfd, p->ai_addr, p->ai_addrlen) == -1) {
            perror("bind");
            continue;
        }
        break;
    }
    if (p == NULL)
        return -1; // lost sockfd return
    return sockfd;
}

/* The socket is declared in the loop. */
int right_block_variable(struct addrinfo *list)
{
    for (struct addrinfo *p = list; p; p = p->ai_next) {
        int fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd < 0)
            continue;
        if (connect(fd, p->ai_addr, p->ai_addrlen) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

int wrong_block_variable(struct addrinfo *list)
{
    for (struct addrinfo *p = list; p; p = p->ai_next) {
        int fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd < 0)
            continue;
        if (connect(fd, p->ai_addr, p->ai_addrlen) != 0)
            continue; // lost fd scope
        return fd;
    }
    return -1;
}

/* -1 stands for "none yet". */
int right_sentinel(struct addrinfo *list)
{
    int fd = -1;
    struct addrinfo *p = list;
    while (p != NULL && fd < 0) {
        fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd >= 0 && connect(fd, p->ai_addr, p->ai_addrlen) < 0) {
            close(fd);
            fd = -1;
        }
        p = p->ai_next;
    }
    return fd;
}

int wrong_sentinel(struct addrinfo *list)
{
    int fd = -1;
    struct addrinfo *p = list;
    while (p != NULL && fd < 0) {
        fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd >= 0 && connect(fd, p->ai_addr, p->ai_addrlen) < 0) {
            fd = -1; // lost fd overwritten
        }
        p = p->ai_next;
    }
    return fd;
}

/* Stevens: do { … } while ((res = res->ai_next) != NULL). */
int right_do_while(struct addrinfo *res)
{
    int sockfd;
    do {
        sockfd = socket(res->ai_family, res->ai_socktype, res->ai_protocol);
        if (sockfd < 0)
            continue;
        if (connect(sockfd, res->ai_addr, res->ai_addrlen) == 0)
            break;
        close(sockfd);
    } while ((res = res->ai_next) != NULL);
    if (res == NULL)
        return -1;
    return sockfd;
}

int wrong_do_while(struct addrinfo *res)
{
    int sockfd;
    do {
        sockfd = socket(res->ai_family, res->ai_socktype, res->ai_protocol); // lost sockfd overwritten
        if (sockfd < 0)
            continue;
        if (connect(sockfd, res->ai_addr, res->ai_addrlen) == 0)
            break;
    } while ((res = res->ai_next) != NULL);
    if (res == NULL)
        return -1; // lost sockfd return
    return sockfd;
}
